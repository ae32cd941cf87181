"""Which of Pelican's hooks gets what."""

import inspect
import logging
from dataclasses import asdict
from dataclasses import replace as altered
from itertools import chain
from pathlib import Path

import pelican
from pelican import Pelican, signals
from pelican.contents import Article
from pelican.generators import ArticlesGenerator, Generator, StaticGenerator
from pelican.paginator import PaginationRule
from pelican.readers import Readers
from pelican.writers import Writer

from recap.errors import PostsFailed, SettingsError
from recap.index import Counts, counts
from recap.index.same import grouped
from recap.settings import read, reading_options
from recap.site import gate, messages, posts, translations, writer
from recap.site.files import search, sitemap
from recap.site.incremental.inputs import Trust, code_for, contents_with, made_with, own_theme, trust
from recap.site.incremental.kept_contents import KeptContents, can_be_kept
from recap.site.incremental.outputs import MadeOf, Outputs
from recap.site.making import make_all
from recap.site.pages import RecapPages, lend_templates
from recap.site.reader import RecapReader
from recap.site.settings import pelican_settings
from recap.site.settings.conf import says, settings_file
from recap.site.state import Run, State, keep, state_of
from recap.site.templating import languages, theme
from recap.store import STORE, KeptPosts, Manner, Store

logger = logging.getLogger(__name__)


def register() -> None:
    """Connect everything; connecting twice does nothing."""
    for signal, receiver in _CONNECTIONS:
        signal.connect(receiver)
    messages.quieten()
    translations.judge_in_groups()


def _begin(site: Pelican) -> None:
    """Read the settings; a wrong one ends the build before anything is read or written."""
    file = settings_file(site.settings)
    for judge in (pelican_settings.faults, pelican_settings.markdown_faults, pelican_settings.jinja_faults):
        if faults := judge(site.settings, file):
            raise SettingsError(*faults)
    wanted = read(site.settings.get("RECAP", {}), file)
    settings = search.possible(wanted)
    reading = reading_options(site.settings)
    store = Store(STORE, logger.warning)
    manner = Manner(options=reading, formatted_fields=frozenset(site.settings["FORMATTED_FIELDS"]))
    code = code_for(site.settings)
    state = State(
        settings=settings,
        reading=reading,
        file=file,
        notes=() if settings is wanted else (search.MISSING,),
        store=store,
        posts=KeptPosts(store, manner),
        trust=trust(site.settings),
        code=code,
        made_with=made_with(site.settings, code),
    )
    keep(site.settings, state)
    if own_theme(site.settings) and not says(site.settings, "DEFAULT_PAGINATION"):
        site.settings["DEFAULT_PAGINATION"] = site.settings["DEFAULT_PAGINATION"] or ON_A_PAGE
        if not says(site.settings, "PAGINATION_PATTERNS"):
            site.settings["PAGINATION_PATTERNS"] = PAGES
    if not site.settings.get("AUTHOR"):
        site.settings.pop("AUTHOR", None)  # to Pelican "" is somebody
    # We apply it while reading, once; Pelican would do so again.
    site.settings["TYPOGRIFY"] = False
    # Last of all plugins, so that the others finish whatever we find.
    signals.finalized.disconnect(_end)
    signals.finalized.connect(_end)


ON_A_PAGE = 10
"""So many recaps a page of a list has in our theme, where the settings say nothing: Pelican puts all on one."""

PAGES = [
    PaginationRule(1, "{name}{extension}", "{name}{extension}"),
    PaginationRule(2, "{name}.{number}{extension}", "{name}.{number}{extension}"),
]
"""Their addresses. No slug has a dot; as Pelican has it, page 2 of the tag `http` is where the tag `http2` is."""


def _generators(site: Pelican) -> type[Generator]:
    """Begin a run: this is the first signal of each."""
    state = state_of(site.settings)
    outputs = Outputs(Path(site.output_path), state.store, state.made_with)
    made = _made(site, state)
    state.posts.begin()
    state.run = Run(warnings=[*state.notes], outputs=outputs, made=made)
    # What changed since is begun with: Pelican will have much else to do before it asks for it.
    state.posts.read_ahead(made.paths, state.jobs, state.step, made.lacks)
    made.unpack(site.settings)
    return RecapPages


def _made(site: Pelican, state: State) -> KeptContents:
    """Return the contents that were kept, where no other plugin looks at how they are made."""
    if state.trust is Trust.NOTHING or not can_be_kept(site.settings):
        return KeptContents()
    return KeptContents(state.store, site.path, contents_with(site.settings, state.code))


def _writer(_site: Pelican) -> type[Writer]:
    return writer.RecapWriter


def _readers(readers: Readers) -> None:
    for extension in RecapReader.file_extensions:
        # Pelican tells them apart by case, and would pass over `POST.MD` without a word.
        readers.reader_classes |= {extension: RecapReader, extension.upper(): RecapReader}


def _settle(generator: ArticlesGenerator) -> None:
    posts.settle_articles(generator)


def _join(generator: ArticlesGenerator) -> None:
    posts.join_neighbours(generator.articles)
    if state_of(generator.settings).trust is not Trust.NOTHING:  # other plugins may add to the lists
        posts.list_quickly(generator)


def _static(generator: StaticGenerator) -> None:
    # Where they go is settled later: bodies that attach them have a say.
    state_of(generator.settings).run.copied = generator.staticfiles


def _note_copies(site: Pelican) -> None:
    """Note the files that Pelican copies: those that it copied before and does no longer are removed."""
    run = state_of(site.settings).run
    for file in run.copied:
        run.outputs.note(file.save_as, MadeOf())


def _all_read(generators: list[Generator]) -> None:
    posts.lead_inside(generators[0].context["generated_content"])
    state_of(generators[0].settings).run.made.finish()


def _make(site: Pelican) -> None:
    """Make what was put off until all is known; what fails is named."""
    state = state_of(site.settings)
    run, folder = state.run, Path(site.output_path)
    if state.later:
        return
    state.store.close()  # no connection to it can be taken along into another process
    # What lies in one folder is made of the same posts, which are in memory for a while.
    of_folder = grouped(run.tasks.values(), lambda task: task.file.rpartition("/")[0])
    tasks = [*chain.from_iterable(of_folder.values())]
    for file, made_of in make_all(tasks, folder, state.jobs):
        run.outputs.note(file, made_of)
        del run.tasks[file]
        state.step("Writing", len(tasks) - len(run.tasks), len(tasks))
    for task in run.tasks.values():
        writer.make_now(run, task, folder)


def _counts(run: Run) -> Counts:
    """Return how much there is of everything; nobody counts again what is as it was."""
    if run.outputs.alike and "counts" in run.outputs.last:
        return Counts(**run.outputs.last["counts"])
    return counts(run.index)


def _end(site: Pelican) -> None:
    """Say what went wrong, and let the build end with it, unless Pelican watches: it would build again at once."""
    state = state_of(site.settings)
    run = state.run
    if not state.later:
        drafts = sum(isinstance(each, Article) and each.status == "draft" for each in run.contents.values())
        run.counts = altered(_counts(run), drafts=drafts)
        run.outputs.finish(whole=not run.problems, counts=asdict(run.counts))
        state.store.leave()
        state.store.close()
    for warning in run.warnings:
        logger.warning("%s", warning)
    if not run.problems:
        return
    if _watching():
        for problem in run.problems:
            logger.error("%s", problem)
    else:
        raise PostsFailed(*run.problems)


def _watching() -> bool:
    return any(frame.frame.f_code is pelican.autoreload.__code__ for frame in inspect.stack(0))


_CONNECTIONS = (
    (signals.initialized, _begin),
    (signals.get_generators, _generators),
    (signals.get_writer, _writer),
    (signals.readers_init, _readers),
    (signals.generator_init, gate.install),
    (signals.generator_init, lend_templates),
    (signals.generator_init, theme.install),
    (signals.generator_init, languages.install),
    (signals.article_generator_pretaxonomy, _settle),
    (signals.article_generator_finalized, _join),
    (signals.page_generator_finalized, posts.settle_pages),
    (signals.content_written, sitemap.note_page),
    (signals.static_generator_init, theme.copy_what_differs),
    (signals.static_generator_finalized, _static),
    (signals.all_generators_finalized, _all_read),
    (signals.finalized, theme.lend_script),
    (signals.finalized, _note_copies),
    (signals.finalized, _make),
)
