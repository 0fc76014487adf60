package io.flankwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.EntryRecorded.NoteAdded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Precision;
import io.flankwatch.events.Vector;
import io.flankwatch.platform.access.Role;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Notes, and the vocabularies of entries, over HTTP.
class EntryTest extends CommandApi {

    @Test
    void a_note_is_for_the_own_organisation_unless_its_author_says_otherwise() {
        created(post(TOKENS.analyst(), path("/notes"), "{\"text\": \"Who has the wreckage?\"}"));
        assertThat(events().getLast().envelope().marking()).isEqualTo(Marking.AMBER_STRICT);
        NoteAdded note = (NoteAdded) events().getLast().envelope().event();
        assertThat(note.entry().vector()).isEqualTo(Vector.INFORMATION);
        assertThat(note.entry().occurred().precision()).isEqualTo(Precision.UNKNOWN);
        assertThat(note.entry().marking()).isNull();
        created(post(TOKENS.analyst(), path("/notes"), "{\"text\": \"For everybody\", \"marking\": \"GREEN\"}"));
        assertThat(events().getLast().envelope().marking()).as("never looser than its case").isEqualTo(Marking.AMBER);
    }

    @Test
    void a_note_that_its_author_could_not_read_is_refused() {
        String amy = TOKENS.token("amy", Marking.AMBER, Role.ANALYST);
        assertThat(pointer(post(amy, path("/notes"), "{\"text\": \"t\"}"), 403, "MARKING_ABOVE_CLEARANCE")).isEqualTo("/marking");
        created(post(amy, path("/notes"), "{\"text\": \"t\", \"marking\": \"AMBER\"}"));
        assertThat(pointer(post(amy, path("/notes"), "{}"), 400, "MALFORMED")).isEqualTo("/text");
    }

    @Test
    void only_a_note_may_leave_out_when_it_was() {
        assertThat(pointer(post(TOKENS.analyst(), path("/developments"), """
                {"vector": "MILITARY", "title": "t", "unsourced": "told"}"""), 400, "MALFORMED")).isEqualTo("/occurred");
    }

    @ParameterizedTest
    @CsvSource({"AGE_AND_SEX, women", "AGE_AND_SEX, children", "STATUS, civilian", "STATUS, unknown", "SIDE, Eastland"})
    void a_breakdown_has_the_groups_of_its_division(String by, String group) {
        created(post(TOKENS.analyst(), path("/casualties"), claim(by, group)));
    }

    @ParameterizedTest
    @CsvSource({"AGE_AND_SEX, civilian", "AGE_AND_SEX, Women", "STATUS, men", "STATUS, civilians"})
    void another_group_is_refused(String by, String group) {
        assertThat(pointer(post(TOKENS.analyst(), path("/casualties"), claim(by, group)), 400, "MALFORMED")).isEqualTo("/breakdown/0/group");
    }

    private static String claim(String by, String group) {
        return """
                {"scope": "CASE", "metric": "KILLED", "min": 1, "occurred": {"precision": "UNKNOWN"}, "unsourced": "told",
                 "breakdown": [{"by": "%s", "group": "%s", "count": {"min": 1}}]}""".formatted(by, group);
    }

    @ParameterizedTest
    @CsvSource({"ro", "sr-Latn-RS", "zh-Hant", "x-dialect"})
    void a_language_is_a_tag(String tag) {
        created(post(TOKENS.analyst(), path("/developments"), tagged(tag, tag, tag)));
    }

    @ParameterizedTest
    @CsvSource({"rumänisch", "ro_RO", "'ro-'"})
    void what_is_no_tag_is_refused(String tag) {
        assertThat(pointer(post(TOKENS.analyst(), path("/developments"), tagged(tag, "ro", "ro")), 400, "MALFORMED")).isEqualTo("/places/0/names/0/lang");
        assertThat(pointer(post(TOKENS.analyst(), path("/developments"), tagged("ro", tag, "ro")), 400, "MALFORMED")).isEqualTo("/quotations/0/language");
        assertThat(pointer(post(TOKENS.analyst(), path("/developments"), tagged("ro", "ro", tag)), 400, "MALFORMED")).isEqualTo("/sources/0/language");
    }

    private static String tagged(String name, String quotation, String source) {
        return development("""
                , "places": [{"role": "SITE", "names": [{"text": "Galați", "lang": "%s"}]}], "quotations": [{"original": "o", "language": "%s"}],
                "sources": [{"documentRef": "d", "title": "t", "language": "%s"}]""".formatted(name, quotation, source));
    }

    private static String pointer(HttpResponse<String> answer, int status, String code) {
        return problem(answer, status, code).required("errors").get(0).required("pointer").stringValue();
    }
}
