package io.flankwatch.query.brief;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.CaseAccess;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.query.assessments.AssessmentsView;
import io.flankwatch.query.brief.Brief.Limits;
import io.flankwatch.query.casesummary.SummaryView;
import io.flankwatch.query.hypotheses.HypothesesView;
import io.flankwatch.query.moment.Moments;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseTold;
import io.flankwatch.query.sources.SourcesView;
import io.flankwatch.wire.Envelope;
import io.flankwatch.wire.EventTypes;
import io.flankwatch.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Which bytes a brief has. Where they are to be others, `Brief.FORM` moves on, and `-Dbriefs.write=true` writes the files that they are compared with.
class RenderingTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "brief");
    private static final UUID CASE = new UUID(0x019A_0000_0000_7000L, 0x8000_0000_0000_0001L);
    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final Moments MOMENTS = new Moments(new SummaryView(), new HypothesesView(), new AssessmentsView(), new SourcesView());

    private static List<Fact> story() throws IOException {
        List<Fact> facts = new ArrayList<>();
        try (InputStream story = Objects.requireNonNull(RenderingTest.class.getResourceAsStream("/brief/story.ndjson"))) {
            for (String line : new String(story.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                JsonNode told = Json.MAPPER.readTree(line);
                facts.add(fact(facts.size(), Marking.of(told.required("marking").stringValue()), event(told)));
            }
        }
        return facts;
    }

    private static CaseEvent event(JsonNode told) {
        String type = told.required("type").stringValue();
        Class<? extends CaseEvent> event = EventTypes.classes().stream().filter(known -> EventTypes.nameOf(known).equals(type)).findFirst().orElseThrow().asSubclass(CaseEvent.class);
        return Json.MAPPER.treeToValue(told.required("data"), event);
    }

    private static Fact fact(int version, Marking marking, CaseEvent event) {
        UUID id = new UUID(0x019A_0000_0000_7000L, 0x8000_0000_0001_0000L | version);
        Instant at = START.plusSeconds(60L * version);
        return new Fact(
                100 + version, at, "00".repeat(32), new Envelope(id, id, CASE.toString(), at, version, id, 0, 1, id, id, "ana", "test", marking, "salt", event));
    }

    private static CaseTold told(List<Fact> facts, Marking ceiling) {
        CaseAccess access = new CaseAccess(Marking.GREEN, Set.of("ana"));
        CaseGate gate = new CaseGate(CASE.toString(), access, new Ceiling("ana", ceiling, false), 100, -1, (other, entry) -> false);
        return new CaseTold(gate, facts, Long.MAX_VALUE);
    }

    private static Brief brief(Marking ceiling) throws IOException {
        List<Fact> facts = story();
        return Composing.brief(
                MOMENTS.of(told(facts, ceiling)), ceiling, MOMENTS.of(told(facts.subList(0, 16), ceiling)), Limits.USUAL);
    }

    @ParameterizedTest
    @EnumSource
    void it_has_these_bytes_for_ever(Form form) throws IOException {
        for (Marking ceiling : List.of(Marking.GREEN, Marking.RED)) {
            byte[] bytes = Rendering.bytes(brief(ceiling), form);
            Path golden = GOLDEN.resolve(ceiling.name().toLowerCase(Locale.ROOT) + "." + form.name().toLowerCase(Locale.ROOT));
            if (Boolean.getBoolean("briefs.write")) {
                Files.write(golden, bytes);
            }
            assertThat(new String(bytes, StandardCharsets.UTF_8)).as(golden.toString()).isEqualTo(Files.readString(golden));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_above_the_ceiling_is_in_no_form(Form form) throws IOException {
        assertThat(new String(Rendering.bytes(brief(Marking.RED), form), StandardCharsets.UTF_8)).contains("The meeting changes the protocol");
        assertThat(new String(Rendering.bytes(brief(Marking.GREEN), form), StandardCharsets.UTF_8))
                .doesNotContain("The meeting changes the protocol", "They would use it", "for ourselves");
    }

    /// ICD 203: a likelihood and a confidence are not said in one sentence.
    @Test
    void likelihood_and_confidence_are_never_in_one_sentence() throws IOException {
        String text = Markdown.of(Wording.page(brief(Marking.RED)));
        assertThat(text).contains("Likelihood: likely", "Confidence: moderate");
        assertThat(text.split("[.\\n|]")).noneMatch(sentence -> sentence.contains("ikelihood") && sentence.contains("onfidence"));
    }

    @Test
    void what_acts_unseen_is_made_visible_and_what_scripts_need_stays() {
        assertThat(Plain.visible("a\u202Eb\u0000c\u2066d\u200Be\uFEFFf\u001B[0m")).isEqualTo("a[U+202E]b[U+0000]c[U+2066]d[U+200B]e[U+FEFF]f[U+001B][0m");
        assertThat(Plain.visible("שלום\u200F, سلام می\u200Cخواهم\n👩\u200D👧")).isEqualTo("שלום\u200F, سلام می\u200Cخواهم\n👩\u200D👧");
    }

    @Test
    void markdown_takes_nothing_for_markup() {
        assertThat(Markdown.escaped("1. one")).isEqualTo("1\\. one");
        assertThat(Markdown.escaped("- item")).isEqualTo("\\- item");
        assertThat(Markdown.escaped("+ item = x")).isEqualTo("\\+ item = x");
        assertThat(Markdown.escaped("a\n\n# b\t|c|")).isEqualTo("a \\# b \\|c\\|");
        assertThat(Markdown.escaped("see https://x.example and WWW.x.example")).isEqualTo("see https\\://x.example and WWW\\.x.example");
        assertThat(Markdown.escaped("plain, (so) it is: 3.5 – Galați")).isEqualTo("plain, (so) it is: 3.5 – Galați");
    }
}
