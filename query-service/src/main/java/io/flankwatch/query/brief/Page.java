package io.flankwatch.query.brief;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A brief in words, for every form that has words: they all say the same.
///
/// Each run of text is either one of ours or was said by somebody: what was said is written as text wherever it goes, kept apart from the words around it,
/// and what of it could not be seen is made visible.
///
/// @param label as TLP writes it
public record Page(Run title, String label, List<Line> head, List<Section> sections) {

    /// The marking as a style sheet can name it.
    public String colour() {
        return label.replaceFirst("^TLP:", "").replace('+', '-').toLowerCase(Locale.ROOT);
    }

    public record Section(String heading, List<Block> blocks) {}

    public sealed interface Block {}

    public record Heading(Line line) implements Block {}

    public record Paragraph(Line line) implements Block {}

    /// @param ordered whether their order says something
    public record Items(boolean ordered, List<Line> lines) implements Block {}

    public record Table(List<String> head, List<List<Line>> rows) implements Block {}

    /// @param said by somebody, and not one of our words
    public record Run(String text, boolean said) {

        static Run said(String text) {
            return new Run(Plain.visible(text), true);
        }
    }

    public record Line(List<Run> runs) {

        /// @param parts our words as texts, what was said as [Run]
        static Line of(Object... parts) {
            List<Run> runs = new ArrayList<>();
            for (Object part : parts) {
                runs.add(part instanceof Run run ? run : new Run(part.toString(), false));
            }
            return new Line(List.copyOf(runs));
        }

        static Line of(List<Run> runs) {
            return new Line(List.copyOf(runs));
        }
    }

    /// Collects the blocks of a section; without any, there is no section.
    static final class Blocks {

        private final List<Block> blocks = new ArrayList<>();

        void heading(Object... parts) {
            blocks.add(new Heading(Line.of(parts)));
        }

        void paragraph(Object... parts) {
            blocks.add(new Paragraph(Line.of(parts)));
        }

        void paragraph(Line line) {
            blocks.add(new Paragraph(line));
        }

        void said(@Nullable String text) {
            if (text != null) {
                paragraph(Run.said(text));
            }
        }

        void items(List<Line> lines) {
            if (!lines.isEmpty()) {
                blocks.add(new Items(false, lines));
            }
        }

        void ordered(List<Line> lines) {
            if (!lines.isEmpty()) {
                blocks.add(new Items(true, lines));
            }
        }

        void table(List<String> head, List<List<Line>> rows) {
            if (!rows.isEmpty()) {
                blocks.add(new Table(head, rows));
            }
        }

        void leftOut(int count, String what) {
            if (count > 0) {
                paragraph("Not listed here: " + count + " " + what + ".");
            }
        }

        void into(List<Section> sections, String heading) {
            if (!blocks.isEmpty()) {
                sections.add(new Section(heading, List.copyOf(blocks)));
            }
        }
    }
}
