package io.flankwatch.standalone;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says it in two sentences instead of a stack trace.
final class InUseAnalyzer extends AbstractFailureAnalyzer<DataDirectory.InUse> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, DataDirectory.InUse inUse) {
        return new FailureAnalysis(
                inUse.getMessage(), "Stop the other one, or give this one a directory of its own with --flankwatch.data=DIR", failure);
    }
}
