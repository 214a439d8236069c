"""Measure what a likeness of faces is worth here, from labelled pictures or confirmed pairs. Nothing is put into use
until somebody says so with --use.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from trackchild.faces import FacesUnavailable
from trackchild.faces.calibrating import MOST_BITS, Calibrated, Portrait, TooFewPairs, calibrate
from trackchild.faces.likeness import DLIB, SHIPPED
from trackchild.faces.pool import shared
from trackchild.matching import feed
from trackchild.matching.labelled_faces import from_decisions, from_folder
from trackchild.photos.models import FaceCalibration


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, nargs="?", help="a folder with a folder of pictures for each person")
        parser.add_argument("--from-decisions", action="store_true", help="from the pairs that the offices confirmed")
        parser.add_argument("--name", help="name of the new version; the day and its number otherwise")
        parser.add_argument("--use", metavar="VERSION", help="put a version into use; 'shipped' for the one that came")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            model_id = shared().info().model_id
            if options["use"]:
                self._use(model_id, options["use"])
                return
            if bool(options["folder"]) == options["from_decisions"]:
                raise CommandError("Name a folder, or say --from-decisions.")
            if options["folder"] and not options["folder"].is_dir():
                raise CommandError(f"{options['folder']} is no folder.")
            if options["from_decisions"]:
                self._keep(model_id, from_decisions(model_id), options["name"], most_bits=MOST_BITS)
            else:
                # Pictures of other people than this register's children prove nothing that would lift the cap.
                pictures = from_folder(options["folder"], shared())
                self._keep(model_id, pictures, options["name"], most_bits=0.0)
        except FacesUnavailable as why:
            raise CommandError(str(why)) from why

    def _keep(self, model_id: str, portraits: Iterable[Portrait], name: str | None, *, most_bits: float) -> None:
        now = timezone.now()
        version = name or f"{timezone.localdate():%Y%m%d}-{FaceCalibration.objects.count() + 1}"
        if version == "shipped" or FaceCalibration.objects.filter(model_id=model_id, version=version).exists():
            raise CommandError(f"There is a version {version} already.")
        running = feed.lines().get(model_id, DLIB)  # an operator's own encoder begins as cautiously
        try:
            made = calibrate(list(portraits), running, version=version, most_bits=most_bits or running.cap)
        except TooFewPairs as few:
            raise CommandError(str(few)) from few
        FaceCalibration.objects.create(
            model_id=model_id, version=version, fitted_at=now, line=made.line.as_json(), report=made.report
        )
        self._tell(made, running.version)

    def _tell(self, made: Calibrated, running: str) -> None:
        self.stdout.write(json.dumps({**made.report, "running": running}, indent=2))
        self.stdout.write(
            f"Kept as {made.line.version}. Nothing has changed; to weigh by it: "
            f"trackchild calibrate-faces --use {made.line.version}"
        )

    @transaction.atomic
    def _use(self, model_id: str, version: str) -> None:
        mine = FaceCalibration.objects.filter(model_id=model_id)
        chosen = mine.filter(version=version).first()
        if chosen is None and not (version == "shipped" and model_id in SHIPPED):
            known = ", ".join(mine.order_by("pk").values_list("version", flat=True)) or "none yet"
            raise CommandError(f"There is no version {version} of {model_id}; known: {known}.")
        mine.filter(in_use=True).update(in_use=False)
        if chosen:
            chosen.in_use = True
            chosen.save(update_fields=["in_use"])
        self.stdout.write(f"{model_id}: likenesses are weighed by {version} from the matcher's next breath on.")
