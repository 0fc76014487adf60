package io.flankwatch.command.following;

import com.zaxxer.hikari.HikariDataSource;
import io.flankwatch.ops.FollowerTokens;
import io.flankwatch.platform.ledger.LedgerConnection;
import io.flankwatch.platform.ledger.OpsConnection;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FollowingConfiguration {

    /// Apart from what records refusals, which somebody waits for.
    @Bean(defaultCandidate = false, destroyMethod = "close")
    HikariDataSource followingDataSource(
            LedgerConnection.Settings ledger,
            @Value("${flankwatch.ops.writer.username}") String username,
            @Value("${flankwatch.ops.writer.password}") String password) {
        return OpsConnection.open("ops-following", ledger, username, password, Duration.ofSeconds(5));
    }

    @Bean
    FollowerTokens followerTokens(@Qualifier("followingDataSource") HikariDataSource followingDataSource) {
        return new FollowerTokens(followingDataSource);
    }

    @Bean
    HealthIndicator followersHealthIndicator(List<Follower> followers) {
        return new FollowersHealth(followers);
    }
}
