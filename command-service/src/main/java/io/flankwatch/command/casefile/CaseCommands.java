package io.flankwatch.command.casefile;

import io.flankwatch.command.vocabulary.Asked;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/// Takes commands about cases.
public final class CaseCommands {

    private CaseCommands() {}

    /// @param redaction settles what was redacted of a case, and forgets what was remembered of it
    public static CommandBus on(EventStore eventStore, Consumer<String> redaction) {
        var bus = SimpleCommandBus.builder().rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE).build();
        AggregateAnnotationCommandHandler.<CaseAggregate>builder()
                .aggregateType(CaseAggregate.class)
                .repository(new CaseRepository(eventStore, redaction))
                .commandTargetResolver(command ->
                        new VersionedAggregateIdentifier(Asked.of(command.getMetaData()).about(), null))
                .build()
                .subscribe(bus);
        return bus;
    }
}
