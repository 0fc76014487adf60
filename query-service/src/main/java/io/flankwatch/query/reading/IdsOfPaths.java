package io.flankwatch.query.reading;

import io.flankwatch.wire.Ids;
import java.beans.PropertyEditorSupport;
import java.util.UUID;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/// Ids in paths are of RFC 9562 in their usual form. (A converter would not do: Spring goes on to a lenient editor where one fails.)
@ControllerAdvice("io.flankwatch.query")
final class IdsOfPaths {

    @InitBinder
    void ids(WebDataBinder binder) {
        binder.registerCustomEditor(UUID.class, new PropertyEditorSupport() {
            @Override
            public void setAsText(String text) {
                setValue(Ids.parse(text));
            }
        });
    }
}
