"""Finding faces in a picture and turning them into numbers. Pure: no Django, no database, no verdict.

The detector holds state and lets other threads run while it works: threads that share one get wrong answers without
an error. Web workers and jobs therefore ask `trackchild.faces.pool`, which keeps processes for it.
"""

from .encoder import FacesUnavailable, NoEncoder
from .seen import Face, Quality, Seen

__all__ = ["Face", "FacesUnavailable", "NoEncoder", "Quality", "Seen"]
