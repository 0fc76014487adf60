package io.flankwatch.command.casefile;

import io.flankwatch.command.vocabulary.Asked;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/// Takes commands about cases.
public final class CaseCommands {

    private CaseCommands() {}

    public static CommandBus on(EventStore eventStore) {
        var bus = SimpleCommandBus.builder().rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE).build();
        AggregateAnnotationCommandHandler.<CaseAggregate>builder()
                .aggregateType(CaseAggregate.class)
                .repository(new CaseRepository(eventStore))
                .commandTargetResolver(command ->
                        new VersionedAggregateIdentifier(Asked.of(command.getMetaData()).caseId(), null))
                .build()
                .subscribe(bus);
        return bus;
    }
}
