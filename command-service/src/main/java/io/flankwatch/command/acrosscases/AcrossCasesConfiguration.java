package io.flankwatch.command.acrosscases;

import io.flankwatch.command.desk.Desk;
import io.flankwatch.command.following.Follower;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.LedgerRedaction;
import io.flankwatch.ledger.LedgerTail;
import io.flankwatch.ops.FollowerTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AcrossCasesConfiguration {

    @Bean(initMethod = "start", destroyMethod = "close")
    Follower acrossCasesFollower(LedgerReader ledger, LedgerRedaction redaction, LedgerTail ledgerTail, FollowerTokens tokens, Desk desk) {
        return new Follower(AcrossCases.NAME, ledgerTail, tokens, new AcrossCases(ledger, redaction, desk));
    }
}
