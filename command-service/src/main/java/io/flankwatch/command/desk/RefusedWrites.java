package io.flankwatch.command.desk;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ops.Refusal;
import io.flankwatch.ops.Refusals;
import io.flankwatch.platform.problem.RefusalListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records every write that is refused, before its caller is told: who, what and why.
///
/// Not recorded are requests of nobody who is known, dry runs, which ask for nothing, and what was turned away for want of a store or of room, which
/// no rule has refused. A refusal that can't be recorded is told all the same; what would have been recorded is logged, and counted.
final class RefusedWrites implements RefusalListener {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedWrites.class);
    private static final String TOLD = RefusedWrites.class.getName();
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Refusals refusals;
    private final Counter lost;

    RefusedWrites(Refusals refusals, MeterRegistry meters) {
        this.refusals = refusals;
        lost = Counter.builder("flankwatch.refusals.lost")
                .description("Refused commands that could not be recorded and are in the log only")
                .register(meters);
    }

    @Override
    public void refused(HttpServletRequest request, Refused refused) {
        // An answer that could not be written is written again by whoever the container asks.
        if (READS.contains(request.getMethod()) || DryRun.isAsked(request.getQueryString()) || !isByRule(refused) || request.getAttribute(TOLD) != null) {
            return;
        }
        Attempt attempt = Attempt.of(request);
        if (attempt != null) {
            request.setAttribute(TOLD, true);
            record(List.of(attempt.refused(refused)));
        }
    }

    static boolean isByRule(Refused refused) {
        RefusalCode code = refused.code();
        return code.status() < 500 && code != RefusalCode.OVERLOADED && code != RefusalCode.NOT_AUTHENTICATED;
    }

    void record(List<Refusal> refused) {
        if (refused.isEmpty()) {
            return;
        }
        try {
            refusals.record(refused);
        } catch (SQLException | RuntimeException failed) {
            lost.increment(refused.size());
            LOG.error("Refused commands could not be recorded; they follow", failed);
            refused.forEach(refusal -> LOG.error("Not recorded: {}", refusal));
        }
    }
}
