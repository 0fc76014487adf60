package io.flankwatch.command.person;

import io.flankwatch.command.vocabulary.Asked;
import io.flankwatch.events.PersonEvent;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/// Takes commands about persons.
public final class PersonCommands {

    private PersonCommands() {}

    public static void subscribe(CommandBus bus, EventStore eventStore) {
        AggregateAnnotationCommandHandler.<PersonAggregate>builder()
                .aggregateType(PersonAggregate.class)
                .repository(EventSourcingRepository.builder(PersonAggregate.class).eventStore(eventStore).build())
                .commandTargetResolver(command -> new VersionedAggregateIdentifier(
                        (Object) PersonEvent.stream(Asked.of(command.getMetaData()).about()), null))
                .build()
                .subscribe(bus);
    }
}
