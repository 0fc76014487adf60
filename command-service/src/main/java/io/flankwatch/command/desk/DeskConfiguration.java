package io.flankwatch.command.desk;

import com.zaxxer.hikari.HikariDataSource;
import io.flankwatch.command.sealing.Sealer;
import io.flankwatch.command.vocabulary.RememberedCases;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ops.Refusals;
import io.flankwatch.platform.ledger.LedgerConnection;
import io.flankwatch.platform.ledger.OpsConnection;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class DeskConfiguration {

    @Bean
    Desk desk(CommandBus commands, LedgerReader ledger, RememberedCases remembered, Clock commandClock) {
        return new Desk(commands, ledger, remembered, commandClock);
    }

    /// @param secret base64 of at least 32 bytes, the same for every replica of the service
    @Bean
    CommandKeys commandKeys(LedgerReader ledger, @Value("${flankwatch.idempotency.secret}") String secret) {
        byte[] bytes = Base64.getDecoder().decode(secret);
        if (bytes.length < 32) {
            throw new IllegalArgumentException("flankwatch.idempotency.secret must be base64 of at least 32 bytes");
        }
        return new CommandKeys(ledger, bytes);
    }

    @Bean
    SealedBodies sealedBodies(Sealer sealer) {
        return new SealedBodies(sealer);
    }

    @Bean
    Intake intake(Desk desk, CommandKeys keys, SealedBodies sealedBodies) {
        return new Intake(desk, keys, sealedBodies);
    }

    @Bean
    BulkIntake bulkIntake(Desk desk, CommandKeys keys, SealedBodies sealedBodies, RefusedWrites refusedWrites) {
        return new BulkIntake(desk, keys, sealedBodies, refusedWrites);
    }

    @Bean(defaultCandidate = false, destroyMethod = "close")
    HikariDataSource opsWriterDataSource(
            LedgerConnection.Settings ledger,
            @Value("${flankwatch.ops.writer.username}") String username,
            @Value("${flankwatch.ops.writer.password}") String password) {
        return OpsConnection.open("ops-writer", ledger, username, password, Duration.ofSeconds(2));
    }

    /// Refuses to start where refusals could not be recorded.
    @Bean
    RefusedWrites refusedWrites(@Qualifier("opsWriterDataSource") HikariDataSource opsWriterDataSource, MeterRegistry meters) {
        var refusals = new Refusals(opsWriterDataSource);
        refusals.assertRecordable();
        return new RefusedWrites(refusals, meters);
    }

    @Bean
    WritesOpenApi writesOpenApi() {
        return new WritesOpenApi();
    }

    @Bean
    WebMvcConfigurer writeRequests(Desk desk) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new WriteRequestResolver(desk));
            }
        };
    }
}
