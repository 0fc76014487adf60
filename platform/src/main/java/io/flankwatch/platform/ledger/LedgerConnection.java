package io.flankwatch.platform.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.flankwatch.ledger.LedgerMeters;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.LedgerTail;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The ledger as the service's own database role sees it; both services import this, and in one process they share it.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerConnection.Settings.class)
public class LedgerConnection {

    /// @param url      JDBC URL of the ledger's database
    /// @param username the service's role, which may read the ledger and append to it, and nothing else
    /// @param poolSize connections at most
    @ConfigurationProperties("flankwatch.ledger")
    public record Settings(String url, String username, String password, @DefaultValue("20") int poolSize) {}

    @Bean(destroyMethod = "close")
    HikariDataSource ledgerDataSource(Settings settings) {
        HikariConfig config = config("ledger", settings.url(), settings.username(), settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setConnectionTimeout(5_000);
        return new HikariDataSource(config);
    }

    static HikariConfig config(String pool, String url, String username, String password) {
        var config = new HikariConfig();
        config.setPoolName(pool);
        config.setJdbcUrl(url);
        config.setUsername(username);
        config.setPassword(password);
        // Said, not detected: HikariCP detects it on its first connection, and where that one breaks meanwhile, every later one is refused for ever.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        // A store that is away at the start may come later; until then requests are told so.
        config.setInitializationFailTimeout(-1);
        return config;
    }

    /// One for all in the process who follow the ledger.
    @Bean(initMethod = "start", destroyMethod = "close")
    LedgerTail ledgerTail(HikariDataSource ledgerDataSource, MeterRegistry meters) {
        return new LedgerTail(ledgerDataSource, new LedgerMeters(meters));
    }

    @Bean
    LedgerReader ledgerReader(HikariDataSource ledgerDataSource) {
        return new LedgerReader(ledgerDataSource);
    }
}
