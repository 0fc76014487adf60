package io.flankwatch.command.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.desk.CommandTypes;
import io.flankwatch.command.desk.Revisions;
import io.flankwatch.command.vocabulary.Asked;
import io.flankwatch.command.vocabulary.CaseCommand;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.Decision;
import io.flankwatch.command.vocabulary.Decision.Decided;
import io.flankwatch.command.vocabulary.OwnCommand;
import io.flankwatch.command.vocabulary.Warning;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.LedgerMetadata;
import io.flankwatch.wire.EventTypes;
import io.flankwatch.wire.Ids;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CaseRulesTest {

    /// What no rule of a case refuses: these are of reads, of the edge of a request or of the stores. That each has its line in the API document
    /// is checked where the codes are (RefusalCodeTest).
    private static final Set<RefusalCode> NOT_OF_A_RULE = EnumSet.of(
            RefusalCode.UNKNOWN_FIELD,
            RefusalCode.POSITION_BEYOND_HEAD,
            RefusalCode.NOT_AUTHENTICATED,
            RefusalCode.NO_SUCH_BRIEF,
            RefusalCode.NO_SUCH_VIEW,
            RefusalCode.NO_SUCH_DEAD_LETTER,
            RefusalCode.NOT_FOUND,
            RefusalCode.METHOD_NOT_ALLOWED,
            RefusalCode.NOT_ACCEPTABLE,
            RefusalCode.REBUILD_RUNNING,
            RefusalCode.NO_REBUILD,
            RefusalCode.REBUILD_NEEDED,
            RefusalCode.STILL_UNREADABLE,
            RefusalCode.CONFLICT,
            RefusalCode.PERSON_ERASED,
            RefusalCode.STALE_VERSION,
            RefusalCode.TOO_LARGE,
            RefusalCode.UNSUPPORTED_MEDIA_TYPE,
            RefusalCode.KEY_REUSED,
            RefusalCode.OVERLOADED,
            RefusalCode.INTERNAL,
            RefusalCode.VIEW_BEHIND,
            RefusalCode.CHECK_RUNNING,
            RefusalCode.CASE_PARKED,
            RefusalCode.STORE_AWAY,
            RefusalCode.ISSUER_AWAY,
            RefusalCode.OUTCOME_UNKNOWN);

    static Stream<Row> rows() {
        return CaseRows.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void the_pure_functions_hold(Row row) {
        CaseState state = fold(row.given());
        if (row.refused() != null) {
            Refused refused = catchThrowableOfType(Refused.class, () -> CaseDecider.decide(state, row.when(), context(row)));
            assertThat(refused).isNotNull();
            assertThat(refused.code()).isEqualTo(row.refused());
        } else {
            Decision decision = CaseDecider.decide(state, row.when(), context(row));
            assertThat(decision.events().stream().map(Decided::event)).containsExactlyElementsOf(row.then());
            assertThat(decision.warnings().stream().map(Warning::code)).containsExactlyElementsOf(row.warned());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void the_aggregate_holds(Row row) {
        var fixture = new AggregateTestFixture<>(CaseAggregate.class);
        fixture.registerCommandTargetResolver(command -> new VersionedAggregateIdentifier(CaseRows.CASE, null));
        var given = row.given().isEmpty() ? fixture.givenNoPriorActivity() : fixture.given(messages(row.given()));
        var asked = new Asked(context(row), CaseRows.CASE, Ids.next(), Ids.next(), Ids.next(), "client", null);
        var result = given.when(row.when(), Map.of(Asked.KEY, asked));
        if (row.refused() != null) {
            result.expectException(refusal(row.refused())).expectNoEvents();
        } else {
            result.expectEvents(row.then().toArray());
        }
    }

    @Test
    void every_command_event_refusal_and_warning_of_a_case_has_a_row() {
        List<Row> rows = CaseRows.all();
        assertThat(rows.stream().filter(row -> row.refused() == null).map(row -> row.when().getClass()).collect(Collectors.<Class<?>>toSet()))
                .isEqualTo(commands());
        assertThat(rows.stream().flatMap(row -> row.then().stream()).map(CaseEvent::getClass).collect(Collectors.<Class<?>>toSet()))
                .isEqualTo(EventTypes.classes().stream().filter(CaseEvent.class::isAssignableFrom).collect(Collectors.<Class<?>>toSet()));
        assertThat(rows.stream().map(Row::refused).filter(Objects::nonNull).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.complementOf(EnumSet.copyOf(NOT_OF_A_RULE)));
        assertThat(rows.stream().flatMap(row -> row.warned().stream()).collect(Collectors.toSet())).isEqualTo(EnumSet.allOf(Warning.Code.class));
    }

    @Test
    void every_command_has_a_row_that_refuses_it() {
        assertThat(CaseRows.all().stream().filter(row -> row.refused() != null).map(row -> row.when().getClass()).collect(Collectors.<Class<?>>toSet()))
                .isEqualTo(commands());
    }

    @Test
    void the_aggregate_handles_every_command_and_nothing_else() {
        Set<Class<?>> handled = Arrays.stream(CaseAggregate.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(CommandHandler.class))
                .<Class<?>>map(method -> method.getParameterTypes()[0])
                .collect(Collectors.toSet());
        assertThat(handled).isEqualTo(commands());
    }

    private static Matcher<Refused> refusal(RefusalCode code) {
        return new FeatureMatcher<>(Matchers.equalTo(code), "a refusal with the code", "code") {
            @Override
            protected RefusalCode featureValueOf(Refused refused) {
                return refused.code();
            }
        };
    }

    private static Set<Class<?>> commands() {
        return Stream.<Class<?>>concat(CommandTypes.all().values().stream().filter(CaseCommand.class::isAssignableFrom), Arrays.stream(OwnCommand.class.getPermittedSubclasses()))
                .collect(Collectors.toSet());
    }

    private static CaseState fold(List<CaseEvent> events) {
        CaseState state = CaseState.NONE;
        for (CaseEvent event : events) {
            state = state.evolve(event, Markings.of(state, event, everything()));
        }
        return state;
    }

    /// The same events with the markings that they would have been recorded under.
    private static List<EventMessage<?>> messages(List<CaseEvent> events) {
        var messages = new ArrayList<EventMessage<?>>();
        CaseState state = CaseState.NONE;
        for (CaseEvent event : events) {
            Marking marking = Markings.of(state, event, everything());
            messages.add(GenericEventMessage.asEventMessage(event).withMetaData(Map.of(LedgerMetadata.MARKING, marking)));
            state = state.evolve(event, marking);
        }
        return messages;
    }

    private static Context everything() {
        return new Context(CaseRows.NOW, CaseRows.ANALYST, Marking.RED, true, Ids::next, CaseRows::markingOf, Revisions::revised, CaseRows::residues, CaseRows::has);
    }

    private static Context context(Row row) {
        return new Context(CaseRows.NOW, row.subject(), row.clearance(), row.supervisor(), Ids::next, CaseRows::markingOf, Revisions::revised, CaseRows::residues, CaseRows::has);
    }
}
