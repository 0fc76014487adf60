package io.flankwatch.query.projection;

import io.flankwatch.ledger.LedgerMetadata;
import java.util.List;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/// Folds a batch of events at once, and writes what has changed of each view with one bulk write.
///
/// Axon stores the token while it prepares the commit, before any handler of ours would be called there. So the whole batch is
/// folded and written with its first event: when the process dies in between, the batch comes again and changes nothing twice. The
/// other way round it would be lost.
final class ViewInvoker implements EventHandlerInvoker {

    private final LiveFold fold;
    private final FoldTraces traces;

    ViewInvoker(LiveFold fold, FoldTraces traces) {
        this.fold = fold;
        this.traces = traces;
    }

    /// A document is fed by one case only, and a case by one segment only.
    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return segment.matches(LedgerMetadata.entry(message).stream());
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        if (!(CurrentUnitOfWork.get() instanceof BatchingUnitOfWork<?> batch)) {
            throw new IllegalStateException("events come in batches");
        }
        if (!batch.isFirstMessage(message)) {
            return;
        }
        List<Fact> facts = batch.getMessages().stream()
                .map(event -> Fact.of(LedgerMetadata.entry(event), LedgerMetadata.envelope(event)))
                .toList();
        traces.of(facts, () -> fold.fold(facts, Runnable::run));
    }

    @Override
    public boolean supportsReset() {
        return false;
    }
}
