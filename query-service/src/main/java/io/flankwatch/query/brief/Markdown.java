package io.flankwatch.query.brief;

import io.flankwatch.query.brief.Page.Block;
import io.flankwatch.query.brief.Page.Heading;
import io.flankwatch.query.brief.Page.Items;
import io.flankwatch.query.brief.Page.Line;
import io.flankwatch.query.brief.Page.Paragraph;
import io.flankwatch.query.brief.Page.Run;
import io.flankwatch.query.brief.Page.Section;
import io.flankwatch.query.brief.Page.Table;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A page as CommonMark with the tables of GitHub. What somebody said stays text: nothing of it becomes a link, an image, markup, a further line or a cell.
final class Markdown {

    /// What means something inside a line, an address that would become a link by itself, and what is a list, a rule or a heading where a line begins with it.
    private static final Pattern MEANS = Pattern.compile("[\\\\`*_\\[\\]<>#|~&$]|:(?=/)|(?<=\\bwww)\\.|^[-+=]|(?<=^\\d{1,9})[.)]", Pattern.CASE_INSENSITIVE);
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final StringBuilder text = new StringBuilder();

    private Markdown() {}

    static String of(Page page) {
        Markdown markdown = new Markdown();
        markdown.write(page);
        return markdown.text.toString();
    }

    private void write(Page page) {
        block("**" + page.label() + "**");
        block("# " + run(page.title()));
        page.head().forEach(line -> block(line(line)));
        for (Section section : page.sections()) {
            block("## " + section.heading());
            section.blocks().forEach(this::write);
        }
        text.append("**").append(page.label()).append("**\n");
    }

    private void write(Block block) {
        switch (block) {
            case Heading heading -> block("### " + line(heading.line()));
            case Paragraph paragraph -> block(line(paragraph.line()));
            case Items items -> block(items.lines().stream()
                    .map(line -> (items.ordered() ? "1. " : "- ") + line(line))
                    .collect(Collectors.joining("\n")));
            case Table table -> {
                row(table.head());
                row(table.head().stream().map(cell -> "---").toList());
                table.rows().forEach(row -> row(row.stream().map(Markdown::line).toList()));
                text.append('\n');
            }
        }
    }

    private void row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void block(String lines) {
        text.append(lines).append("\n\n");
    }

    private static String line(Line line) {
        return line.runs().stream().map(Markdown::run).collect(Collectors.joining());
    }

    private static String run(Run run) {
        return run.said() ? escaped(run.text()) : run.text();
    }

    static String escaped(String said) {
        return MEANS.matcher(SPACE.matcher(said).replaceAll(" ").strip()).replaceAll("\\\\$0");
    }
}
