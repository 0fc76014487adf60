package io.flankwatch.query.reading;

import io.flankwatch.query.projection.Views;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;

/// Gives every answer from one generation of each view, however many documents it is made of: what takes their place meanwhile is for the next.
public final class OneEdition implements HandlerInterceptor {

    private final Views views;

    public OneEdition(Views views) {
        this.views = views;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            views.beginAnswer();
        }
        return true;
    }

    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failed) {
        views.endAnswer();
    }
}
