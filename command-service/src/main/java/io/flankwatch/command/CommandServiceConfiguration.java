package io.flankwatch.command;

import com.zaxxer.hikari.HikariDataSource;
import io.flankwatch.command.casefile.CaseCommands;
import io.flankwatch.command.person.PersonCommands;
import io.flankwatch.ledger.LedgerEngine;
import io.flankwatch.ledger.LedgerGuard;
import io.flankwatch.ledger.LedgerMeters;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.LedgerRedaction;
import io.flankwatch.ledger.LedgerWriter;
import io.flankwatch.platform.ledger.LedgerConnection;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/// All of the command-service, for its own application and for the standalone.
@Configuration(proxyBeanMethods = false)
@ComponentScan(excludeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = CommandServiceApplication.class))
@Import(LedgerConnection.class)
public class CommandServiceConfiguration {

    /// Refuses to start on a database that could lose what it has acknowledged, or that can't be asked.
    @Bean
    LedgerWriter ledgerWriter(HikariDataSource ledgerDataSource, MeterRegistry meters) {
        LedgerGuard.assertDurable(ledgerDataSource);
        return new LedgerWriter(ledgerDataSource, LedgerWriter.Limits.USUAL, new LedgerMeters(meters));
    }

    @Bean
    HealthIndicator ledgerHealthIndicator(LedgerReader ledger, LedgerWriter ledgerWriter) {
        return new LedgerHealth(ledger, ledgerWriter);
    }

    @Bean
    LedgerEngine ledgerEngine(LedgerReader ledger, LedgerWriter ledgerWriter) {
        return new LedgerEngine(ledger, ledgerWriter);
    }

    @Bean
    EventStore eventStore(LedgerEngine ledgerEngine) {
        return EmbeddedEventStore.builder().storageEngine(ledgerEngine).build();
    }

    @Bean
    LedgerRedaction ledgerRedaction(HikariDataSource ledgerDataSource) {
        return new LedgerRedaction(ledgerDataSource);
    }

    /// What was redacted is taken out before anything is decided: a process before this one may not have come to it.
    @Bean
    CaseCommands caseCommands(EventStore eventStore, LedgerEngine ledgerEngine, LedgerRedaction redaction) {
        redaction.settleAll();
        return new CaseCommands(eventStore, ledgerEngine, caseId -> {
            redaction.settle(caseId);
            ledgerEngine.forget(caseId);
        });
    }

    @Bean
    CommandBus commandBus(CaseCommands caseCommands, EventStore eventStore) {
        CommandBus bus = caseCommands.bus();
        PersonCommands.subscribe(bus, eventStore);
        return bus;
    }

    @Bean
    RecentCases recentCases(LedgerReader ledger, CaseCommands caseCommands) {
        return new RecentCases(ledger, caseCommands::recall);
    }

    @Bean
    Clock commandClock() {
        return Clock.systemUTC();
    }
}
