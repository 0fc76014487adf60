package io.flankwatch.query;

import com.zaxxer.hikari.HikariDataSource;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.LedgerRedaction;
import io.flankwatch.ledger.LedgerTail;
import io.flankwatch.ledger.StoreAway;
import io.flankwatch.ops.Reads;
import io.flankwatch.ops.Refusals;
import io.flankwatch.platform.ledger.LedgerConnection;
import io.flankwatch.platform.ledger.OpsConnection;
import io.flankwatch.query.audit.Purpose;
import io.flankwatch.query.projection.FollowedLedger;
import io.flankwatch.query.projection.ViewStore;
import io.flankwatch.query.projection.Views;
import io.flankwatch.query.reading.KnownParameters;
import io.flankwatch.query.reading.OneEdition;
import io.flankwatch.query.reading.RepeatedParameters;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Everything that the query-service is made of, in a process of its own or beside the command-service.
@Configuration(proxyBeanMethods = false)
@ComponentScan(
        basePackageClasses = QueryServiceConfiguration.class,
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
        excludeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = QueryServiceApplication.class))
@Import(LedgerConnection.class)
@PropertySource("classpath:flankwatch-query-service.properties")
public class QueryServiceConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(QueryServiceConfiguration.class);

    @Bean
    FollowedLedger followedLedger(LedgerReader ledgerReader, LedgerTail ledgerTail, HikariDataSource ledgerDataSource) {
        return new FollowedLedger(ledgerReader, ledgerTail, new LedgerRedaction(ledgerDataSource));
    }

    /// For audits, which may take a while and are few.
    @Bean(defaultCandidate = false, destroyMethod = "close")
    HikariDataSource opsReaderDataSource(
            LedgerConnection.Settings ledger,
            @Value("${flankwatch.ops.reader.username}") String username,
            @Value("${flankwatch.ops.reader.password}") String password) {
        return OpsConnection.open("ops-reader", ledger, username, password, Duration.ofSeconds(5));
    }

    @Bean
    Refusals recordedRefusals(@Qualifier("opsReaderDataSource") HikariDataSource opsReaderDataSource) {
        return new Refusals(opsReaderDataSource);
    }

    /// Auditors wait for it, and are told nothing where it does not answer.
    @Bean(defaultCandidate = false, destroyMethod = "close")
    HikariDataSource opsRecorderDataSource(
            LedgerConnection.Settings ledger,
            @Value("${flankwatch.ops.recorder.username}") String username,
            @Value("${flankwatch.ops.recorder.password}") String password) {
        return OpsConnection.open("ops-recorder", ledger, username, password, Duration.ofSeconds(2));
    }

    @Bean(defaultCandidate = false)
    Reads readRecords(@Qualifier("opsRecorderDataSource") HikariDataSource opsRecorderDataSource) {
        Reads reads = new Reads(opsRecorderDataSource);
        try {
            reads.assertRecordable();
        } catch (StoreAway later) {
            // Until it is there, auditors are told nothing, and everybody else's reads wait.
            LOG.warn("Whether reads can be recorded is not known yet", later);
        }
        return reads;
    }

    @Bean(defaultCandidate = false)
    Reads recordedReads(@Qualifier("opsReaderDataSource") HikariDataSource opsReaderDataSource) {
        return new Reads(opsReaderDataSource);
    }

    @Bean
    ViewStore viewStore(@Value("${flankwatch.views.uri}") String uri) {
        return new ViewStore(uri);
    }

    @Bean
    WebMvcConfigurer parameters(Views views) {
        return new WebMvcConfigurer() {
            @Override
            public void addFormatters(FormatterRegistry registry) {
                RepeatedParameters.register(registry);
            }

            /// After the check of roles: who may not call is told nothing about what they sent.
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new KnownParameters()).order(100);
                registry.addInterceptor(new Purpose()).order(101);
                registry.addInterceptor(new OneEdition(views)).order(102);
            }
        };
    }
}
