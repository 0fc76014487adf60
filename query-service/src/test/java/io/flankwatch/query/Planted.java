package io.flankwatch.query;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.reading.Asked;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.CaseState;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// A view with faults of its own choice: two documents for each case that say which fold has made them, and how many events it has seen.
final class Planted implements CaseView {

    private final int version;
    /// What the fold leaves in every document; a fold that is corrected without a new version would leave another.
    volatile String stamp;
    /// The case that it can't fold.
    volatile String fault = "";
    /// Where the fold is held up: before the event at this position, until the latch is down.
    volatile long heldAt = Long.MAX_VALUE;
    volatile CountDownLatch held = new CountDownLatch(0);
    final CountDownLatch came = new CountDownLatch(1);

    Planted(int version, String stamp) {
        this.version = version;
        this.stamp = stamp;
    }

    record Count(String stamp, long events) {}

    @Override
    public String name() {
        return "planted";
    }

    @Override
    public int version() {
        return version;
    }

    static List<DocumentId> documents(String caseId) {
        return List.of(DocumentId.part(caseId, "part"), DocumentId.index(caseId, "index"));
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        if (fact.caseId().equals(fault)) {
            throw new UnsupportedOperationException("planted");
        }
        if (fact.position() == heldAt) {
            came.countDown();
            hold();
        }
        String now = stamp;
        for (DocumentId id : touched(fact.caseId(), fact.event())) {
            var unused = documents.update(id, fact, Count.class, before -> new Count(now, before == null ? 1 : before.events() + 1));
        }
    }

    private void hold() {
        try {
            if (!held.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody lets it go on");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        return documents(caseId);
    }

    /// Reads both documents of a case.
    static final class Reading {

        private final Planted view;
        private volatile @Nullable CaseReads reads;
        /// Between the two documents.
        volatile @Nullable CountDownLatch between;
        final CountDownLatch began = new CountDownLatch(1);

        Reading(Planted view) {
            this.view = view;
        }

        /// At `/planted/{caseId}` of a running service.
        void in(Services.Running service) {
            reads = service.service.getBean(CaseReads.class);
            var endpoints = service.service.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
            var path = RequestMappingInfo.paths("/planted/{caseId}").methods(RequestMethod.GET).options(endpoints.getBuilderConfiguration()).build();
            Method read = Stream.of(Reading.class.getDeclaredMethods()).filter(method -> method.getName().equals("read")).findFirst().orElseThrow();
            endpoints.registerMapping(path, this, read);
        }

        record Both(Count first, Count second) {}

        @ResponseBody
        @Needs(Role.AUDITOR)
        Both read(@PathVariable UUID caseId, @RequestParam(defaultValue = "false") boolean slowly, Ceiling ceiling) throws InterruptedException {
            CaseState state = Objects.requireNonNull(reads).open(view, caseId, new Asked(null, null), ceiling);
            List<DocumentId> ids = documents(caseId.toString());
            Count first = state.find(ids.getFirst(), Count.class).orElseThrow();
            CountDownLatch gate = between;
            if (slowly && gate != null) {
                began.countDown();
                if (!gate.await(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody lets it go on");
                }
            }
            return new Both(first, state.find(ids.getLast(), Count.class).orElseThrow());
        }
    }
}
