package io.flankwatch.events.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.figures.Origins.Link;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OriginsTest {

    private static final UUID WIRE = new UUID(0, 1);
    private static final UUID PRINT = new UUID(0, 2);
    private static final UUID REPRINT = new UUID(0, 3);
    private static final UUID WITNESS = new UUID(0, 4);

    @Test
    void copies_of_copies_are_one_source_with_what_they_go_back_to() {
        Origins origins = Origins.among(
                List.of(new Link(REPRINT, PRINT), new Link(PRINT, WIRE), new Link(WIRE, null), new Link(WITNESS, null)));
        assertThat(origins.of(REPRINT)).isEqualTo(WIRE);
        assertThat(origins.of(WIRE)).isEqualTo(WIRE);
        assertThat(origins.independent()).isEqualTo(2);
    }

    @Test
    void what_is_not_given_ends_no_chain() {
        Origins origins = Origins.among(List.of(new Link(REPRINT, PRINT), new Link(PRINT, WIRE)));
        assertThat(origins.of(REPRINT)).isEqualTo(PRINT);
        assertThat(origins.independent()).isEqualTo(1);
    }

    @Test
    void two_copies_of_what_is_hidden_are_told_apart() {
        assertThat(Origins.among(List.of(new Link(PRINT, WIRE), new Link(REPRINT, WIRE))).independent()).isEqualTo(2);
    }

    @Test
    void no_sources_are_none() {
        assertThat(Origins.among(List.of()).independent()).isZero();
    }
}
