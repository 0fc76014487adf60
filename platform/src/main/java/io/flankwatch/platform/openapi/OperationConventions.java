package io.flankwatch.platform.openapi;

import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/// Adds to every operation which roles it needs and how it may be refused.
final class OperationConventions implements GlobalOperationCustomizer {

    private static final List<Integer> READS = List.of(400, 401, 403, 404, 406, 500, 503);
    private static final List<Integer> WRITES = List.of(400, 401, 403, 404, 406, 409, 412, 413, 415, 422, 429, 500, 503, 504);

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        Needs needs = method.getMethodAnnotation(Needs.class);
        if (needs == null) {
            return operation;
        }
        String roles = "Roles: " + Stream.of(needs.value()).map(Role::label).collect(Collectors.joining(", "));
        operation.description(operation.getDescription() == null ? roles : operation.getDescription() + "\n\n" + roles);
        ApiResponses responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        for (int status : isRead(method) ? READS : WRITES) {
            responses.computeIfAbsent(Integer.toString(status), name -> new ApiResponse().$ref("#/components/responses/" + name));
        }
        if (isRead(method)) {
            responses.computeIfAbsent("304", name -> new ApiResponse().description("Nothing of it has changed since the `ETag` that `If-None-Match` names"));
        }
        return operation.responses(responses);
    }

    private static boolean isRead(HandlerMethod method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
        return mapping != null && List.of(mapping.method()).equals(List.of(RequestMethod.GET));
    }
}
