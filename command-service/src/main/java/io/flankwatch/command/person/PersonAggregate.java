package io.flankwatch.command.person;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import io.flankwatch.command.vocabulary.Asked;
import io.flankwatch.command.vocabulary.Decision;
import io.flankwatch.command.vocabulary.Decision.Decided;
import io.flankwatch.command.vocabulary.Outcome;
import io.flankwatch.command.vocabulary.PersonCommand.ErasePerson;
import io.flankwatch.events.Marking;
import io.flankwatch.events.PersonEvent;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.LedgerMetadata;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/// A person as Axon handles them.
public class PersonAggregate {

    /// Whoever may have received something that is sealed has to be told that it is nothing any more, and the event names nobody.
    private static final Marking MARKING = Marking.CLEAR;

    @SuppressWarnings("UnusedVariable") // Axon reads it
    @AggregateIdentifier
    private @Nullable String stream;

    private Persons state = Persons.NONE;

    protected PersonAggregate() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Outcome handle(ErasePerson command, @MetaDataValue(Asked.KEY) Asked ask) {
        Long expected = ask.expectedVersion();
        if (expected != null && expected != version()) {
            throw new Refused(
                    RefusalCode.STALE_VERSION, version() < 0 ? "nothing is recorded on the person's stream yet" : "the person is at version " + version());
        }
        PersonEvent event = state.decide(command, ask.context());
        AggregateLifecycle.apply(
                event,
                LedgerMetadata.of(ask.commandId(), ask.correlationId(), ask.causationId(), ask.context().subject(), ask.clientId(), MARKING));
        var decided = List.of(new Decided(event, MARKING, -1));
        return new Outcome(new Decision(decided, 0, List.of()), decided, version());
    }

    private static long version() {
        Long version = AggregateLifecycle.getVersion();
        return version == null ? -1 : version;
    }

    @EventSourcingHandler
    void on(PersonEvent event) {
        stream = PersonEvent.stream(event.personId());
        state = state.evolve(event);
    }
}
