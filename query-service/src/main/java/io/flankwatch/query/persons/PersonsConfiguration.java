package io.flankwatch.query.persons;

import com.zaxxer.hikari.HikariDataSource;
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
class PersonsConfiguration {

    /// Apart from audits, which may take a while.
    @Bean(defaultCandidate = false, destroyMethod = "close")
    HikariDataSource personKeysReaderDataSource(
            LedgerConnection.Settings ledger,
            @Value("${flankwatch.ops.reader.username}") String username,
            @Value("${flankwatch.ops.reader.password}") String password) {
        return OpsConnection.open("ops-person-keys-reader", ledger, username, password, Duration.ofSeconds(2));
    }

    @Bean
    PersonParts personParts(
            @Qualifier("personKeysReaderDataSource") HikariDataSource personKeysReaderDataSource,
            @Value("${flankwatch.persons.key-file}") Path keyFile,
            ErasedPersons erased) {
        return new PersonParts(new PersonKeys(personKeysReaderDataSource), WrappingKey.read(keyFile), erased);
    }
}
