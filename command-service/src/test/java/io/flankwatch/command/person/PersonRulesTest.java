package io.flankwatch.command.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flankwatch.command.desk.CommandTypes;
import io.flankwatch.command.desk.Revisions;
import io.flankwatch.command.vocabulary.Asked;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.PersonCommand;
import io.flankwatch.command.vocabulary.PersonCommand.ErasePerson;
import io.flankwatch.events.ErasureGround;
import io.flankwatch.events.Marking;
import io.flankwatch.events.PersonEvent;
import io.flankwatch.events.PersonEvent.PersonErased;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.LedgerMetadata;
import io.flankwatch.wire.EventTypes;
import io.flankwatch.wire.Ids;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PersonRulesTest {

    private static final UUID PERSON = UUID.randomUUID();

    /// @param then    what is recorded; absent where it is refused
    /// @param refused why
    record Row(String name, List<PersonEvent> given, PersonCommand when, boolean supervisor, @Nullable PersonEvent then, @Nullable RefusalCode refused) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        var erase = new ErasePerson(PERSON, ErasureGround.CONSENT_WITHDRAWN);
        var erased = new PersonErased(PERSON, ErasureGround.CONSENT_WITHDRAWN);
        return Stream.of(
                new Row("a person is erased, whether or not anything is known of them", List.of(), erase, true, erased, null),
                new Row("nobody is erased twice", List.of(erased), erase, true, null, RefusalCode.PERSON_ERASED),
                new Row(
                        "also not on another ground",
                        List.of(new PersonErased(PERSON, ErasureGround.OBJECTION)),
                        erase,
                        true,
                        null,
                        RefusalCode.PERSON_ERASED),
                new Row("an analyst erases nobody", List.of(), erase, false, null, RefusalCode.ROLE_MISSING));
    }

    private static Context context(Row row) {
        return new Context(
                Instant.EPOCH, "sue", Marking.RED, row.supervisor(), Ids::next, (caseId, entryId) -> null, Revisions::revised, (entryId, pointers) -> List.of(),
                position -> false);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void the_pure_functions_hold(Row row) {
        Persons state = Persons.NONE;
        for (PersonEvent event : row.given()) {
            state = state.evolve(event);
        }
        Persons given = state;
        if (row.refused() == null) {
            assertThat(given.decide(row.when(), context(row))).isEqualTo(row.then());
        } else {
            Refused refused = catchThrowableOfType(Refused.class, () -> given.decide(row.when(), context(row)));
            assertThat(refused.code()).isEqualTo(row.refused());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void the_aggregate_holds(Row row) {
        var fixture = new AggregateTestFixture<>(PersonAggregate.class);
        fixture.registerCommandTargetResolver(command -> new VersionedAggregateIdentifier((Object) PersonEvent.stream(PERSON), null));
        var given = row.given().isEmpty()
                ? fixture.givenNoPriorActivity()
                : fixture.given(row.given().stream()
                        .map(event -> GenericEventMessage.asEventMessage(event).withMetaData(Map.of(LedgerMetadata.MARKING, Marking.CLEAR)))
                        .toList());
        var asked = new Asked(context(row), PERSON, Ids.next(), Ids.next(), Ids.next(), "client", null);
        var result = given.when(row.when(), Map.of(Asked.KEY, asked));
        if (row.refused() == null) {
            result.expectEvents(row.then());
        } else {
            result.expectException(Refused.class).expectNoEvents();
        }
    }

    @Test
    void every_command_and_event_of_a_person_has_a_row_and_every_command_a_handler() {
        Set<Class<?>> commands = CommandTypes.all().values().stream().filter(PersonCommand.class::isAssignableFrom).collect(Collectors.toSet());
        assertThat(rows().filter(row -> row.refused() == null).map(row -> row.when().getClass()).collect(Collectors.<Class<?>>toSet())).isEqualTo(commands);
        assertThat(rows().filter(row -> row.then() != null).map(row -> row.then().getClass()).collect(Collectors.<Class<?>>toSet()))
                .isEqualTo(EventTypes.classes().stream().filter(PersonEvent.class::isAssignableFrom).collect(Collectors.<Class<?>>toSet()));
        assertThat(Arrays.stream(PersonAggregate.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(CommandHandler.class))
                        .<Class<?>>map(method -> method.getParameterTypes()[0])
                        .collect(Collectors.toSet()))
                .isEqualTo(commands);
    }
}
