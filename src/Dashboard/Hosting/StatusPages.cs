using Dashboard.Hosting.Access;
using Dashboard.Ui;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Localization;

namespace Dashboard.Hosting;

/// <summary>What one sees in place of an answer: a page where somebody goes to an address, a sentence where a form is refused, the bare status for programs.</summary>
internal static class StatusPages
{
    public static void UseStatusPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(async (context, next) =>
        {
            // A page is gone to, whatever went wrong before: posted to, it would look for the form that was sent to it.
            if (context.Features.Get<IExceptionHandlerFeature>() is not null)
            {
                context.Request.Method = HttpMethods.Get;
            }

            if (!SessionCookie.IsNavigation(context.Request) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            {
                pages.Enabled = false;
            }

            await next(context);
            if (HttpMethods.IsPost(context.Request.Method) && context.Response is { StatusCode: StatusCodes.Status400BadRequest, HasStarted: false, ContentType: null } response)
            {
                response.ContentType = "text/plain; charset=utf-8";
                await response.WriteAsync(context.RequestServices.GetRequiredService<IStringLocalizer<Words>>()["FormRefused"]);
            }
        });
    }
}
