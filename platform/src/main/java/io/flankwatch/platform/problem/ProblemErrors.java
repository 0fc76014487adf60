package io.flankwatch.platform.problem;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// What was thrown outside of the controllers: in filters, or by the container.
@Controller
@Hidden
final class ProblemErrors implements ErrorController {

    private final Problems problems;

    ProblemErrors(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    void tell(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            problems.write(request, response, thrown);
        } else if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status) {
            problems.write(request, response, Problems.ofStatus(status));
        } else {
            // Somebody asked for this very path.
            problems.write(request, response, new Refused(RefusalCode.NOT_FOUND, RefusalCode.NOT_FOUND.meaning()));
        }
    }
}
