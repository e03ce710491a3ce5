"""What is shown of a dataset, whatever becomes of its files."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from geo.dataset import Dataset
from geo.dataset.issues import Issue
from geo.serving.last_good import LastGood, Stamp, digest, following
from geo.serving.lines import printable, trace
from geo.view import keeping
from geo.words import numbers

logger = logging.getLogger(__name__)

AS_IT_IS = "the files as they are"
WITHOUT_ROWS = "the files without the rows that cannot be used"
LAST_GOOD = "the last version without errors"
LAST_READ = "the last version that could be read"
TRY_AGAIN = pd.Timedelta(minutes=1)
_MOST_LOGGED = 20

Make = Callable[[Mapping[str, bytes]], Dataset]
Now = Callable[[], pd.Timestamp]


@dataclass(frozen=True, eq=False)
class Edition:
    """What is shown: the same for all who ask, until something about it changes.

    ``changed_at`` (UTC, to the second) is since when this content is shown. ``problems`` are the
    errors of the files as they are now, whether or not it is these files that are shown.
    """

    dataset: Dataset
    changed_at: pd.Timestamp
    showing: str = AS_IT_IS
    problems: tuple[Issue, ...] = ()


class Editions:
    """Decides what is shown from what the files turn out to be; for one thread at a time.

    Files without errors are shown. Else the last ones without errors stay, those from before the
    last restart if need be; where there never were any, what can be used of the files is shown.
    """

    def __init__(self, make: Make, last_good: LastGood, now: Now) -> None:
        self.shown: Edition | None = None
        self.read_bytes = 0
        self._make, self._last_good, self._now = make, last_good, now
        self._good: Edition | None = None
        self._sent: Stamp | None = None
        self._content = self._reason = ""  # of the files as they are; why there is none
        self._again_at: pd.Timestamp | None = None

    def take(self, contents: Mapping[str, bytes]) -> None:
        """These are the files now. Raises what ``make`` raises."""
        content = digest(contents)
        if content == self._content and not self._is_time_again():
            return
        self._content, self._again_at = content, None
        self.read_bytes = sum(map(len, contents.values()))
        if self._good and self._sent and self._sent.content == content:
            self._show(self._good)
            return
        dataset = self._make(contents)
        if dataset.errors:
            self._show_despite(dataset.errors, dataset)
        else:
            self._good = Edition(dataset, self._keep(content, contents))
            self._show(self._good)

    def miss(self, reason: str) -> None:
        """The files cannot be read now, for a reason that only the operator is told."""
        self._content = ""
        self._fail(reason)

    def fail(self, error: Exception) -> None:
        """An error that nobody foresaw; the same files are tried again after a while."""
        self._again_at = self._now() + TRY_AGAIN
        self._fail(f"{type(error).__name__}: {error}", error)

    def _is_time_again(self) -> bool:
        return self._again_at is not None and self._now() >= self._again_at

    def _fail(self, reason: str, error: Exception | None = None) -> None:
        if reason == self._reason:
            return
        if error:
            logger.error("Reading the dataset failed\n%s", trace(error))
        self._show_despite((Issue("error", "dataset", 0, "", "", reason, ""),), None)
        self._reason = reason

    def _show_despite(self, problems: tuple[Issue, ...], dataset: Dataset | None) -> None:
        good = self._good or self._recall()
        if good:
            self._show(replace(good, showing=LAST_GOOD, problems=problems))
        elif dataset:
            self._sent = following(self._content, self._second(), self._sent)
            self._show(Edition(dataset, self._sent.changed_at, WITHOUT_ROWS, problems))
        elif self.shown:
            self._show(replace(self.shown, showing=LAST_READ, problems=problems))
        else:
            self._log(problems, "nothing")

    def _show(self, edition: Edition) -> None:
        before, self.shown, self._reason = self.shown, edition, ""
        if edition.problems:
            self._log(edition.problems, edition.showing)
        elif before and before.problems:
            logger.warning("The dataset's files have no errors any more and are shown")
        if before and before.dataset is not edition.dataset:
            keeping.forget(before.dataset)

    def _keep(self, content: str, contents: Mapping[str, bytes]) -> pd.Timestamp:
        """Keeps these files over a restart; since when they are shown."""
        stamp, before = following(content, self._second(), self._sent), self._sent
        # Another process may have been the first to show them, but never before what was sent here.
        kept_at = self._last_good.keep(contents, stamp.changed_at)
        is_later = before is None or before.content == content or kept_at > before.changed_at
        self._sent = Stamp(content, kept_at) if is_later else stamp
        return self._sent.changed_at

    def _recall(self) -> Edition | None:
        """What was kept before the last restart, where it still can be read."""
        kept = self._last_good.read()
        if kept is None:
            return None
        contents, stamp = kept
        self.read_bytes = sum(map(len, contents.values()))
        try:
            dataset = self._make(contents)
        except Exception as error:  # noqa: BLE001 - readers do not wait for the kept version
            logger.error("The last good version of the dataset cannot be used\n%s", trace(error))
            return None
        if dataset.errors:
            logger.warning("The last good version of the dataset has errors by today's rules")
            return None
        self._sent = following(stamp.content, stamp.changed_at, self._sent)
        self._good = Edition(dataset, self._sent.changed_at)
        return self._good

    def _second(self) -> pd.Timestamp:
        return self._now().floor("s")

    def _log(self, problems: tuple[Issue, ...], showing: str) -> None:
        """One entry, with the rows themselves: it is for the operator."""
        lines = [printable(str(issue)) for issue in problems[:_MOST_LOGGED]]
        lines += ["All of them: python -m geo check"] if len(problems) > _MOST_LOGGED else []
        logger.warning(
            "The files of %s have %s; shown: %s%s",
            printable(str(self._last_good.directory)),
            numbers.count(len(problems), "error"),
            showing,
            "".join(f"\n  {line}" for line in lines),
        )
