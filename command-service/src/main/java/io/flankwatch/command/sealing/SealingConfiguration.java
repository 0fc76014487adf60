package io.flankwatch.command.sealing;

import com.zaxxer.hikari.HikariDataSource;
import io.flankwatch.command.following.Follower;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.LedgerTail;
import io.flankwatch.ops.FollowerTokens;
import io.flankwatch.ops.PersonKeys;
import io.flankwatch.platform.ledger.LedgerConnection;
import io.flankwatch.platform.ledger.OpsConnection;
import io.flankwatch.platform.persons.WrappingKey;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SealingConfiguration {

    @Bean(defaultCandidate = false, destroyMethod = "close")
    HikariDataSource personKeysDataSource(
            LedgerConnection.Settings ledger,
            @Value("${flankwatch.ops.writer.username}") String username,
            @Value("${flankwatch.ops.writer.password}") String password) {
        return OpsConnection.open("ops-person-keys", ledger, username, password, Duration.ofSeconds(2));
    }

    /// Keys that a backup has brought back are destroyed before any request is taken.
    @Bean
    Erasures erasures(LedgerReader ledger, @Qualifier("personKeysDataSource") HikariDataSource personKeysDataSource) {
        var erasures = new Erasures(ledger, new PersonKeys(personKeysDataSource));
        erasures.settleAll();
        return erasures;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Follower erasuresFollower(LedgerTail ledgerTail, FollowerTokens tokens, Erasures erasures) {
        return new Follower(Erasures.NAME, ledgerTail, tokens, erasures);
    }

    /// Refuses to start without the key, or with another one: what is said about persons would be refused when it is too late to ask for one.
    @Bean
    Sealer sealer(
            LedgerReader ledger,
            @Qualifier("personKeysDataSource") HikariDataSource personKeysDataSource,
            Erasures erasures,
            @Value("${flankwatch.persons.key-file}") Path keyFile) {
        var sealer = new Sealer(new PersonKeys(personKeysDataSource), WrappingKey.read(keyFile), ledger, erasures);
        sealer.assertSameFile();
        return sealer;
    }
}
