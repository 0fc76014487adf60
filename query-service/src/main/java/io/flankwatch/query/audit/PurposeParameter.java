package io.flankwatch.query.audit;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/// Has the API document say of every read that is recorded that a purpose can be stated.
@Component
final class PurposeParameter implements GlobalOperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        return RecordedEndpoint.isRecorded(method)
                ? operation.addParametersItem(new HeaderParameter()
                        .name(Purpose.HEADER)
                        .description("What it is read for, in at most " + Purpose.MOST + " characters: kept with the record of the read")
                        .schema(new StringSchema().maxLength(Purpose.MOST)))
                : operation;
    }
}
