package io.flankwatch.platform.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.flankwatch.ledger.LedgerReader;
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
        var config = new HikariConfig();
        config.setPoolName("ledger");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.username());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        // Said, not detected: HikariCP detects it on its first connection, and where that one breaks meanwhile, every later one is refused for ever.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionTimeout(5_000);
        // A store that is away at the start may come later; until then requests are told so.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    @Bean
    LedgerReader ledgerReader(HikariDataSource ledgerDataSource) {
        return new LedgerReader(ledgerDataSource);
    }
}
