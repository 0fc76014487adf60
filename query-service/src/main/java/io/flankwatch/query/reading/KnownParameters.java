package io.flankwatch.query.reading;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses query parameters that a read does not know: a filter that is misspelt, or an `asOf` where there is none, must not be ignored. And those that hold
/// U+0000, which PostgreSQL takes in no text, so that nothing recorded has it.
public final class KnownParameters implements HandlerInterceptor {

    private static final String OURS = "io.flankwatch.query.";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && method.getBeanType().getName().startsWith(OURS)) {
            Set<String> known = known(method);
            for (String name : Collections.list(request.getParameterNames())) {
                if (!known.contains(name)) {
                    throw new Refused(RefusalCode.MALFORMED, "There is no parameter " + name + " here; there are " + known);
                }
                if (Arrays.stream(request.getParameterValues(name)).anyMatch(value -> value.indexOf('\0') >= 0)) {
                    throw new Refused(RefusalCode.MALFORMED, "The parameter " + name + " holds a character that no text has");
                }
            }
        }
        return true;
    }

    private static Set<String> known(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(KnownParameters::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(MethodParameter parameter) {
        return Objects.requireNonNull(parameter.getParameter().getName());
    }
}
