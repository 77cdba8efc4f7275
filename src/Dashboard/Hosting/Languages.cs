using Microsoft.AspNetCore.Localization;

namespace Dashboard.Hosting;

/// <summary>The languages and themes one can choose; the choice is kept in cookies.</summary>
internal static class Languages
{
    public const string ThemeCookie = "dashboard-theme";
    private static readonly string[] Cultures = ["en", "ja"];
    private static readonly string[] Themes = ["light", "dark", "system"];

    public static void AddLanguages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddRequestLocalization(o => o
            .SetDefaultCulture(Cultures[0])
            .AddSupportedCultures(Cultures)
            .AddSupportedUICultures(Cultures)
            .RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()]);
    }

    /// <summary>The theme of the request: light, dark or system.</summary>
    public static string Theme(HttpContext? context) => context?.Request.Cookies[ThemeCookie] is { } theme && Themes.Contains(theme) ? theme : "system";

    public static void MapSettings(this WebApplication app) =>
        app.MapGet("/settings", (HttpContext context, string? culture, string? theme, string? @return) =>
        {
            var cookie = new CookieOptions { MaxAge = TimeSpan.FromDays(400), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true, Secure = context.Request.IsHttps, Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/" };
            if (Cultures.Contains(culture))
            {
                context.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture!)), cookie);
            }

            if (Themes.Contains(theme))
            {
                context.Response.Cookies.Append(ThemeCookie, theme!, cookie);
            }

            return Results.LocalRedirect("~" + LocalUrl.OrHome(@return));
        }).AllowAnonymous();
}
