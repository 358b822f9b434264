"""The commands that measure: `notices evaluate` and `notices rules`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from extract.cli_shared import DONE, SOME_FAILED, Stop, opened, registry_option

if TYPE_CHECKING:
    from extract.evaluation.figures import Evaluation
    from extract.evaluation.floors import Part
    from extract.rule_usage import NamedByCode, Usage


@click.command()
@click.argument("gold_dir", metavar="[GOLD_DIR]", type=click.Path(path_type=Path), required=False)
@click.option("--files", type=click.Path(path_type=Path), help="The folder of the labelled files.")
@click.option("--only", default="*", show_default=True, metavar="GLOB", help="Only files of this name.")
@click.option("--errors", is_flag=True, help="List every row and cell that is not as labelled, with its words.")
@click.option(
    "--against", metavar="REV|REGISTRY", help="List what was gained and lost since a git revision or registry."
)
@click.option(
    "--floors", type=click.Path(path_type=Path), help="End with 1 where a table is below its floor in this file."
)
@click.option(
    "--raise-floors", is_flag=True, help="Raise the floors in their file to just below what is reached; lower none."
)
@click.option("--markdown", type=click.Path(path_type=Path), help="Write the table between its marks in this page.")
@click.option("--figures", type=click.Path(path_type=Path), help="Write the figures into this file for the site.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes to read in.  [default: one a core, at most 8]")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option(
    "--corrections",
    type=click.Path(path_type=Path),
    metavar="REGISTRY|YAML",
    help="Take the corrections of a registry, or of a file of them, as labels instead.",
)
def evaluate(
    gold_dir: Path | None,
    files: Path | None,
    only: str,
    errors: bool,
    against: str | None,
    floors: Path | None,
    raise_floors: bool,
    markdown: Path | None,
    figures: Path | None,
    jobs: int | None,
    as_json: bool,
    corrections: Path | None,
) -> int:
    """Read the labelled files afresh and score them: precision, recall and F1 by table.

    GOLD_DIR holds a label file STEM.json for every file STEM.* or STEM-scan.* under the folder of
    the files. The figures are given by table, format, kind of notice and file, with a 95 %
    bootstrap interval over notices; then come the precision of the facts by confidence, and how
    many of the right and the wrong ones are up for review. A file that cannot be read counts as
    having nothing found.

    With --against the facts read now are set beside those of a registry, or those that the reader
    of a git revision reads; the files need no labels then, and GOLD_DIR may be left out.

    \b
    Examples:
      notices evaluate corpus/gold --files corpus/notices
      notices evaluate labels --files notices --only '*.pdf' --errors
      notices evaluate corpus/gold --files corpus/notices --floors corpus/floors.toml --raise-floors
      notices evaluate --files inbox --against HEAD~3
      notices evaluate corpus/gold --files corpus/notices --against output/registry.db
      notices evaluate --corrections output/registry.db --errors
    """
    if corrections is not None:
        return _try_corrections(corrections, files, errors, jobs)
    if files is None:
        raise Stop("--files is missing: the folder of the files to read")
    for folder in (gold_dir, files):
        if folder is not None and not folder.is_dir():
            raise Stop(f"{folder}: no such folder; check the path")
    if against is not None:
        if errors or floors or markdown or figures:
            raise Stop("--against lists changes; --errors, --floors, --markdown and --figures go without it")
        return _compare(gold_dir, files, only, against, jobs, as_json)
    if gold_dir is None:
        raise Stop("GOLD_DIR is missing: the folder of the labels, or --against to compare without labels")
    if raise_floors and (floors is None or only != "*"):
        raise Stop("--raise-floors goes with --floors, and with all files of the part")
    pages = _Pages(markdown, figures, floors if raise_floors else None)
    return _score(gold_dir, files, only, errors, floors, pages, jobs, as_json)


def _try_corrections(source: Path, files: Path | None, errors: bool, jobs: int | None) -> int:
    """Reads the files of corrections afresh; those of a registry from the originals beside it."""
    from extract import originals
    from extract.corrections import CorrectionError
    from extract.corrections import files as written
    from extract.evaluation import decisions
    from extract.registry import corrections as kept

    if source.suffix in (".yaml", ".yml"):
        if files is None:
            raise Stop("--files is missing: the folder of the files that the corrections are about")
        try:
            found = written.read(source.read_text("utf-8"), str(source))
        except (OSError, UnicodeDecodeError) as error:
            raise Stop(f"{source}: cannot be read ({error}); check the path") from error
        except CorrectionError as error:
            raise Stop(str(error)) from error
    else:
        with closing(opened(source, new=False)) as db:
            found = kept.all_of(db)
    folder = files or source.parent / originals.FOLDER
    if not folder.is_dir():
        raise Stop(f"{folder}: no such folder; name the files' folder with --files")
    click.echo(decisions.as_text(decisions.try_again(found, folder, jobs), errors))
    return DONE


@dataclass(frozen=True)
class _Pages:
    """Where the figures are written besides: a page of Markdown, the file that the site reads, the floors to raise."""

    markdown: Path | None
    figures: Path | None
    floors: Path | None

    def write(self, gold: Path, name: str, found: Evaluation) -> None:
        """Writes them under the labels' folder and the part's name. Raises MarksError."""
        from extract.evaluation import figures_file, readme, report

        if self.markdown is not None:
            _say_written(self.markdown, readme.write(self.markdown, gold, report.as_markdown(found)))
        if self.figures is not None:
            try:
                _say_written(self.figures, figures_file.write(self.figures, name, found))
            except ValueError as error:
                raise Stop(f"{self.figures}: is no file of figures ({error}); delete it or name another") from error

    def raise_floors(self, parts: Sequence[Part], part: Part, found: Evaluation) -> None:
        """Raises a part's floors to just below what it reached, where that is asked for."""
        from extract.evaluation import raising

        if self.floors is not None:
            _say_written(self.floors, raising.write(self.floors, parts.index(part), raising.raised(part, found)))


def _say_written(path: Path, changed: bool) -> None:
    click.echo(f"{'written' if changed else 'unchanged'}: {path}", err=True)


def _score(
    gold: Path,
    files: Path,
    only: str,
    errors: bool,
    floors: Path | None,
    pages: _Pages,
    jobs: int | None,
    as_json: bool,
) -> int:
    from extract.evaluation import readme, report
    from extract.evaluation.floors import FloorsError, fallen, part_of, read_floors
    from extract.evaluation.labels import LabelError
    from extract.evaluation.run import evaluate

    try:
        parts = read_floors(floors) if floors else []
        part = part_of(parts, gold)
        if floors and part is None:
            raise Stop(f"{floors}: no part of it has its labels in {gold}; add one")
        found = evaluate(gold, files, only, jobs)
        pages.write(gold, part.name if part else gold.name, found)
    except (LabelError, FloorsError, readme.MarksError) as error:
        raise Stop(str(error)) from error
    except OSError as error:
        raise Stop(f"{error.filename}: {error.strerror or error}; check the path") from error
    click.echo(report.as_json(found, errors) if as_json else report.as_text(found, errors))
    below = list(fallen(part, found)) if part else []
    for figure in below:
        click.echo(f"below its floor: {figure}", err=True)
    if below or any(file.score.error for file in found.files):
        return SOME_FAILED
    if part is not None:
        pages.raise_floors(parts, part, found)
    return DONE


def _compare(gold: Path | None, files: Path, only: str, against: str, jobs: int | None, as_json: bool) -> int:
    from extract.evaluation import against as comparing
    from extract.evaluation.earlier import AgainstError, read_before
    from extract.evaluation.labels import LabelError, labelled_files, read_labels
    from extract.evaluation.run import read_now
    from extract.workers import default_jobs

    paths = _files_under(files, only)
    try:
        labels = read_labels(gold) if gold is not None else {}
        before = read_before(against, paths, jobs or default_jobs(len(paths)))
    except (LabelError, AgainstError) as error:
        raise Stop(str(error)) from error
    except OSError as error:
        raise Stop(f"{error.filename}: {error.strerror or error}; check the path") from error
    now = read_now(paths, jobs)
    found = comparing.compare(before, now, {path: labels[stem] for stem, path in labelled_files(labels, paths)})
    click.echo(comparing.as_json(found, against) if as_json else comparing.as_text(found, against))
    return SOME_FAILED if any(rows.error for rows in now.values()) else DONE


def _files_under(folder: Path, only: str) -> Sequence[Path]:
    from fnmatch import fnmatch

    from extract.finding import find_files

    paths = [path for path in find_files([folder]).files if fnmatch(path.name, only)]
    if not paths:
        raise Stop(f"{folder}: no notices there (PDF, DOCX, HTML or text); name another folder with --files")
    return paths


@click.command("rules")
@click.argument("name", required=False)
@click.option("--finds", is_flag=True, help="Read the registry's originals again and count what each rule finds.")
@click.option("--never", is_flag=True, help="Only the rules that find nothing in any original (implies --finds).")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes to read in.  [default: one a core, at most 8]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@registry_option
@click.pass_context
def list_rules(
    context: click.Context, name: str | None, finds: bool, never: bool, jobs: int | None, as_json: bool, registry: Path
) -> int:
    """List each rule with its reason, its examples, and how often it fired over a registry.

    NAME chooses rules by a part of `file.id`, or by a pattern with `*`. The facts counted are the
    registry's rows that name the rule. Most rules only help others to read: what these find is
    counted with --finds, while the originals kept beside the registry are read once more. Word
    lists count with the patterns they are part of; those that only the code looks words up in are
    not counted. Nothing is written.

    \b
    Examples:
      notices rules
      notices rules 'terms.bound.*' --registry output/registry.db
      notices rules dates --finds --json
      notices rules --never
    """
    from extract import rule_usage

    usages = [usage for usage in rule_usage.rules() if name is None or usage.is_named(name)]
    if not usages:
        raise Stop(f"{name}: no rule of this name; notices rules lists all of them")
    others: list[rule_usage.NamedByCode] = []
    asked = finds or never or context.get_parameter_source("registry") is not ParameterSource.DEFAULT
    if asked or registry.exists():
        usages, others = _counted(usages, registry, finds or never, jobs)
    else:
        click.echo(f"not counted: there is no registry {registry}; name one with --registry", err=True)
    if never:
        usages = [usage for usage in usages if rule_usage.never_fires(usage)]
    if never:
        others = []
    elif name is not None:
        others = [other for other in others if other.is_named(name)]
    printed = rule_usage.as_json(usages, others) if as_json else rule_usage.as_text(usages, others)
    click.echo(printed or "every rule that can be counted fires")
    return DONE


def _counted(
    usages: list[Usage], registry: Path, finds: bool, jobs: int | None
) -> tuple[list[Usage], list[NamedByCode]]:
    """The rules with their facts in a registry and, where asked for, their finds in its originals."""
    from extract import rule_usage
    from extract.registry.store import RegistryError, existing_registry
    from extract.workers import default_jobs

    try:
        db = existing_registry(registry)
    except RegistryError as error:
        raise Stop(str(error)) from error
    with closing(db):
        every = {usage.name: usage for usage in rule_usage.rules()}
        counted, others = rule_usage.with_facts(list(every.values()), rule_usage.facts_by_rule(db))
        if finds:
            files, lacking = rule_usage.originals(db, registry.parent)
            if not files:
                raise Stop(f"{registry}: no originals beside it to read again; ingest the files anew")
            if lacking:
                click.echo(f"not counted: {lacking} sources have no original beside {registry}", err=True)
            found = rule_usage.finds_in(files, jobs or default_jobs(len(files)))
            counted = rule_usage.with_finds(counted, found)
    chosen = {usage.name for usage in usages}
    return [usage for usage in counted if usage.name in chosen], others
