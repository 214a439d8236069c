"""Who works for children where: stations, homes, committees, boards, units, desks, and how to reach them."""
