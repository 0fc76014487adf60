package io.flankwatch.query.brief;

import static io.flankwatch.query.brief.Texts.words;

import io.flankwatch.events.Marking;
import io.flankwatch.events.Verification;
import io.flankwatch.query.brief.Brief.ChangedLine;
import io.flankwatch.query.brief.Brief.ChangedPart;
import io.flankwatch.query.brief.Brief.Changes;
import io.flankwatch.query.brief.Brief.Counted;
import io.flankwatch.query.brief.Brief.Detail;
import io.flankwatch.query.brief.Brief.EntryLine;
import io.flankwatch.query.brief.Brief.FieldLine;
import io.flankwatch.query.brief.Brief.Limits;
import io.flankwatch.query.brief.Brief.Situation;
import io.flankwatch.query.brief.Brief.SourceLine;
import io.flankwatch.query.brief.Brief.VectorPart;
import io.flankwatch.query.brief.Page.Blocks;
import io.flankwatch.query.brief.Page.Line;
import io.flankwatch.query.brief.Page.Run;
import io.flankwatch.query.brief.Page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts a brief into words: a fixed form around what it holds, and none where it holds nothing.
final class Wording {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Brief brief;
    private final List<Section> sections = new ArrayList<>();

    private Wording(Brief brief) {
        this.brief = brief;
    }

    static Page page(Brief brief) {
        return new Wording(brief).page();
    }

    private Page page() {
        situation(brief.situation());
        if (brief.changes() != null) {
            changes(brief.changes());
        }
        brief.vectors().forEach(this::vector);
        sections.addAll(Judging.sections(brief));
        sources();
        limits(brief.limits());
        return new Page(Run.said(brief.situation().title()), "TLP:" + brief.marking(), head(), List.copyOf(sections));
    }

    private List<Line> head() {
        return List.of(
                Line.of("Case " + brief.caseId() + ", as known at position " + brief.position() + " of the ledger (" + Times.words(brief.knownAt()) + ")."),
                Line.of("Made under the ceiling TLP:" + brief.ceiling() + ": what is marked above it is not in here."));
    }

    private void situation(Situation situation) {
        Blocks blocks = new Blocks();
        blocks.said(situation.summary());
        if (!situation.countries().isEmpty()) {
            blocks.paragraph("Countries: " + String.join(", ", situation.countries()) + ".");
        }
        if (!situation.tags().isEmpty()) {
            List<Run> runs = new ArrayList<>(List.of(new Run("Tags: ", false)));
            situation.tags().forEach(tag -> runs.add(Run.said(tag + " ")));
            blocks.paragraph(Line.of(runs));
        }
        String opened = "The case was opened on " + Times.words(situation.opened());
        if (situation.closed() == null) {
            blocks.paragraph(opened + " and is open.");
        } else if (situation.closedBecause() == null) {
            blocks.paragraph(opened + " and closed on " + Times.words(situation.closed()) + ".");
        } else {
            blocks.paragraph(opened + " and closed on " + Times.words(situation.closed()) + ": ", Run.said(situation.closedBecause()));
        }
        blocks.paragraph(counted(situation.counts()));
        blocks.into(sections, "Situation");
    }

    private static String counted(Counted counts) {
        StringBuilder text = new StringBuilder(counts.counted() + " of " + counts.recorded() + " recorded entries count");
        if (counts.recorded() > counts.counted()) {
            text.append(" (").append(counts.retracted()).append(" retracted, ").append(counts.superseded()).append(" superseded, ");
            text.append(counts.falseAlarms()).append(" false alarms)");
        }
        text.append('.');
        if (counts.restricted() > 0) {
            text.append(" Above the ceiling: ").append(counts.restricted()).append('.');
        }
        return text.toString();
    }

    private void changes(Changes changes) {
        Blocks blocks = new Blocks();
        List<Line> details = changes.details().stream().map(field -> Line.of(fields(List.of(field)))).toList();
        blocks.items(details);
        part(blocks, "Entries", changes.entries());
        part(blocks, "People harmed", changes.figures());
        part(blocks, "Posture", changes.postures());
        part(blocks, "Indicators", changes.indicators());
        part(blocks, "Hypotheses", changes.hypotheses());
        part(blocks, "Assessments", changes.assessments());
        part(blocks, "Sources", changes.sources());
        blocks.into(sections, "Changed since position " + changes.since() + " (" + Times.words(changes.knownAt()) + ")");
    }

    private static void part(Blocks blocks, String heading, ChangedPart part) {
        if (!part.items().isEmpty()) {
            blocks.heading(heading);
            blocks.items(part.items().stream().map(Wording::changed).toList());
            blocks.leftOut(part.leftOut(), "further changes");
        }
    }

    private static Line changed(ChangedLine changed) {
        List<Run> runs = new ArrayList<>();
        runs.add(new Run(capital(words(changed.how())) + ": ", false));
        runs.add(Run.said(changed.says()));
        List<Run> fields = fields(changed.changes());
        if (!fields.isEmpty()) {
            runs.add(new Run(". ", false));
            runs.addAll(fields);
        }
        return Line.of(runs);
    }

    private static List<Run> fields(List<FieldLine> fields) {
        List<Run> runs = new ArrayList<>();
        for (FieldLine field : fields) {
            if (id(field.before()) || id(field.after())) {
                continue;
            }
            runs.add(new Run((runs.isEmpty() ? "" : "; ") + field.field(), false));
            if (field.before() != null) {
                runs.add(new Run(" was ", false));
                runs.add(Run.said(field.before()));
            }
            if (field.after() != null) {
                runs.add(new Run(field.before() == null ? " is " : " and is ", false));
                runs.add(Run.said(field.after()));
            }
            if (field.before() == null && field.after() == null) {
                runs.add(new Run(" changed", false));
            }
        }
        return runs;
    }

    /// What names something by its id alone says nothing to whoever reads it.
    private static boolean id(@Nullable String text) {
        return text != null && ID.matcher(text).matches();
    }

    private void vector(VectorPart part) {
        Blocks blocks = new Blocks();
        blocks.paragraph("Entries that count: " + part.counted() + ".");
        blocks.leftOut(part.leftOut(), "earlier entries");
        for (EntryLine entry : part.entries()) {
            entry(blocks, entry);
        }
        blocks.into(sections, "Vector: " + words(part.vector()));
    }

    private void entry(Blocks blocks, EntryLine entry) {
        if (entry.title() == null) {
            blocks.heading(capital(words(entry.kind())));
        } else {
            blocks.heading(capital(words(entry.kind())) + ": ", Run.said(entry.title()));
        }
        blocks.said(entry.description());
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of("When: ", Run.said(Times.words(entry.occurred()))));
        entry.places().forEach(place -> lines.add(Line.of("Where, ", Run.said(place))));
        for (Detail detail : entry.details()) {
            lines.add(Line.of(detail.label() + ": ", Run.said(detail.text())));
        }
        lines.add(Line.of(standing(entry)));
        if (entry.unsourced() != null) {
            lines.add(Line.of("No source: ", Run.said(entry.unsourced())));
        }
        blocks.items(lines);
    }

    private String standing(EntryLine entry) {
        StringBuilder text = new StringBuilder("Position " + entry.position() + ", TLP:" + entry.marking());
        if (entry.verification() != Verification.UNVERIFIED || entry.unsourced() == null) {
            text.append(", ").append(words(entry.verification()));
        }
        if (entry.confidence() != null) {
            text.append(", confidence ").append(words(entry.confidence()));
        }
        if (!entry.sources().isEmpty()) {
            text.append(". Sources: ").append(String.join(", ", entry.sources()));
        }
        return text.append('.').toString();
    }

    private void sources() {
        Blocks blocks = new Blocks();
        List<List<Line>> rows = brief.sources().items().stream().map(this::source).toList();
        if (!rows.isEmpty()) {
            blocks.paragraph(brief.sources().count() + " cited, " + brief.sources().independent() + " of them independent of each other. "
                    + "Grades are of the Admiralty code: reliability A to F, credibility 1 to 6; F and 6 say that there is no basis.");
        }
        blocks.table(List.of("No.", "Grade", "Source"), rows);
        blocks.leftOut(brief.sources().leftOut(), "further sources");
        blocks.into(sections, "Sources");
    }

    private List<Line> source(SourceLine source) {
        List<Run> runs = new ArrayList<>(List.of(Run.said(source.title())));
        more(runs, source.publisher());
        more(runs, source.author());
        if (source.published() != null) {
            more(runs, Times.words(source.published()));
        }
        more(runs, source.documentRef());
        more(runs, source.url());
        if (source.copiesFrom() != null) {
            runs.add(new Run(". Copies " + source.copiesFrom(), false));
        }
        if (source.lastCheck() != null) {
            runs.add(new Run(". Last checked: " + words(source.lastCheck()), false));
        }
        if (source.marking() != Marking.CLEAR) {
            runs.add(new Run(". TLP:" + source.marking(), false));
        }
        return List.of(Line.of(source.ref()), Line.of(source.grade()), Line.of(runs));
    }

    private static void more(List<Run> runs, @Nullable String text) {
        if (text != null) {
            runs.add(new Run(", ", false));
            runs.add(Run.said(text));
        }
    }

    private void limits(Limits limits) {
        Blocks blocks = new Blocks();
        blocks.paragraph("Everything here is taken from recorded events; what nobody recorded is not said. Position and ceiling say which bytes a brief has, unless something of it "
                + "was restricted or redacted since.");
        blocks.paragraph("Listed at most: " + limits.entriesOfVector() + " entries of a vector (the latest), " + limits.changesOfPart() + " changes of a kind, " + limits.claims()
                + " claims, " + limits.indicatorsOfState() + " indicators of a state, " + limits.sources() + " sources, " + limits.listed()
                + " of anything else. Titles are cut behind " + limits.title() + " characters, texts behind " + limits.text() + ", and end in an ellipsis then.");
        blocks.into(sections, "How this was made");
    }

    static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
