package io.flankwatch.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.query.projection.HeldCases.Found;
import io.flankwatch.query.projection.HeldCases.Reached;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeldCasesTest {

    private static final List<String> BOTH = List.of("c/a", "c/b");

    private final HeldCases held = new HeldCases(3);

    private static Stored<String> stored(String id, long position, String body) {
        return new Stored<>(id, id.substring(0, 1), position, position, body);
    }

    private Found<String> find(String caseId, List<String> ids) {
        return held.find(caseId, ids, String.class);
    }

    @Test
    void what_was_fetched_is_not_missing_again_nor_is_what_is_not_there() {
        assertThat(find("c", BOTH).missing()).isEqualTo(BOTH);
        held.begin("c", new Reached(7, 2));
        held.keep("c", find("c", BOTH), Map.of("c/a", stored("c/a", 5, "one")));

        Found<String> again = find("c", BOTH);
        assertThat(again.missing()).isEmpty();
        assertThat(again.documents()).containsOnlyKeys("c/a");
        assertThat(held.reached("c")).isEqualTo(new Reached(7, 2));
    }

    @Test
    void what_was_fetched_before_the_case_moved_on_is_not_held() {
        held.begin("c", new Reached(7, 2));
        Found<String> before = find("c", BOTH);
        held.begin("c", new Reached(9, 3));
        held.keep("c", before, Map.of("c/a", stored("c/a", 5, "one")));

        assertThat(find("c", BOTH).missing()).isEqualTo(BOTH);
    }

    @Test
    void a_case_that_has_come_further_elsewhere_is_begun_anew_and_an_older_look_at_it_changes_nothing() {
        held.begin("c", new Reached(7, 2));
        held.keep("c", find("c", BOTH), Map.of("c/a", stored("c/a", 5, "one")));
        held.begin("c", new Reached(6, 1));
        assertThat(find("c", BOTH).missing()).isEmpty();

        held.begin("c", new Reached(9, 3));
        assertThat(find("c", BOTH).missing()).isEqualTo(BOTH);
        assertThat(held.reached("c")).isEqualTo(new Reached(9, 3));
    }

    @Test
    void the_documents_that_were_read_longest_ago_are_let_go_but_not_up_to_where_their_case_has_come() {
        for (String caseId : List.of("a", "b", "c")) {
            held.begin(caseId, new Reached(7, 2));
        }
        held.keep("a", find("a", List.of("a/1", "a/2")), Map.of());
        held.keep("b", find("b", List.of("b/1")), Map.of());
        assertThat(find("a", List.of("a/1")).missing()).isEmpty();
        held.keep("c", find("c", List.of("c/1")), Map.of());

        assertThat(find("b", List.of("b/1")).missing()).containsExactly("b/1");
        assertThat(find("a", List.of("a/1", "a/2")).missing()).isEmpty();
        assertThat(find("c", List.of("c/1")).missing()).isEmpty();
        assertThat(held.reached("b")).isEqualTo(new Reached(7, 2));
        held.letGo("a");
        assertThat(held.reached("a")).isNull();
    }
}
