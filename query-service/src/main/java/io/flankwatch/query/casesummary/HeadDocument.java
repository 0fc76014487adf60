package io.flankwatch.query.casesummary;

import io.flankwatch.events.CaseFile;
import io.flankwatch.events.CaseFileEvent.CaseClosed;
import io.flankwatch.events.Check;
import io.flankwatch.events.Marking;
import io.flankwatch.query.projection.Recording;
import io.flankwatch.query.watch.WatchedIndicator;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The case as a file, and the indicators that it watches. Every event of the case rewrites it, so what grows with the case is elsewhere.
record HeadDocument(
        CaseFile file, Recording opened, @Nullable Closing closing, List<WatchedIndicator> indicators, Change last) {

    HeadDocument {
        indicators = Check.list(indicators, "indicators");
    }

    record Closing(CaseClosed event, Recording recording) {}

    /// The last event of the case, whatever it was.
    ///
    /// @param other the other case that it names
    record Change(String type, Marking marking, @Nullable UUID other, Recording recording) {}

    /// @param closing absent while it is open
    HeadDocument filed(CaseFile file, @Nullable Closing closing) {
        return new HeadDocument(file, opened, closing, indicators, last);
    }

    HeadDocument changed(Change last) {
        return new HeadDocument(file, opened, closing, indicators, last);
    }

    HeadDocument watched(UUID indicatorId, UnaryOperator<@Nullable WatchedIndicator> change) {
        List<WatchedIndicator> all = new ArrayList<>(indicators);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).indicatorId().equals(indicatorId)) {
                all.set(i, change.apply(all.get(i)));
                return new HeadDocument(file, opened, closing, all, last);
            }
        }
        all.add(change.apply(null));
        return new HeadDocument(file, opened, closing, all, last);
    }
}
