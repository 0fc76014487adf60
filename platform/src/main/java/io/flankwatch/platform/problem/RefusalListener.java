package io.flankwatch.platform.problem;

import io.flankwatch.events.Refused;
import jakarta.servlet.http.HttpServletRequest;

/// Hears of every request that is refused, before its caller does; a bean, where there is one.
@FunctionalInterface
public interface RefusalListener {

    /// Must not throw: the caller is told their refusal whatever becomes of it here.
    void refused(HttpServletRequest request, Refused refused);
}
