package io.flankwatch.query.views;

import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.OPERATOR;

import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.projection.Digests;
import io.flankwatch.query.projection.Views;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operations")
class ViewsController {

    private final Views views;

    ViewsController(Views views) {
        this.views = views;
    }

    record DigestsShown(List<Digests.Digest> views) {}

    @GetMapping("/views/digests")
    @Needs({AUDITOR, OPERATOR})
    @Operation(summary = "What the documents of each view come to: the same before and after they were dropped and came back")
    DigestsShown digests() {
        return new DigestsShown(Digests.of(views));
    }
}
