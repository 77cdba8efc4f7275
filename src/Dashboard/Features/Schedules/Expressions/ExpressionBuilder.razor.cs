using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Features.Schedules.Expressions;

/// <summary>A builder beside the text of an expression. It holds nothing of its own but the texts of the kinds that were left, to come back to.</summary>
public sealed partial class ExpressionBuilder : ComponentBase
{
    private const string Other = "other";

    private static readonly int[] FiveMinutes = [.. Enumerable.Range(0, 12).Select(i => i * 5)];
    private static readonly int[] Hours = [.. Enumerable.Range(0, 24)];
    private static readonly string[] Units = ["minute", "hour", "day"];

    private readonly Dictionary<string, string> _left = new() { ["cron"] = "cron(0 10 * * ? *)", ["rate"] = "rate(1 hour)", ["at"] = "at()" };

    /// <summary>The expression as text, right or wrong.</summary>
    [Parameter, EditorRequired]
    public required string Value { get; set; }

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    /// <summary>The first year that is offered.</summary>
    [Parameter, EditorRequired]
    public int ThisYear { get; set; }

    private CronParts? Cron => CronParts.Read(Value);

    // Only what the two fields can show whole; any other text stays as it is.
    private (string Value, string Unit)? Rate =>
        Inside("rate(")?.Split(' ') is [var value, var unit] && Array.Find(Units, u => unit == u || unit == u + "s") is { } known ? (value, known) : null;

    private string? At => Inside("at(") is { } moment && (moment.Length == 0 || DateTime.TryParseExact(moment, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) ? moment : null;

    private string Kind => Cron is not null ? "cron" : Rate is not null ? "rate" : At is not null ? "at" : Other;

    // A preset of days keeps the time of day that is there.
    private (string Name, string Text)[] Presets
    {
        get
        {
            var time = Cron is { } cron && int.TryParse(cron.Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out _) && int.TryParse(cron.Hours, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? $"{cron.Minutes} {cron.Hours}" : "0 10";
            return
            [
                ("Daily", $"cron({time} * * ? *)"),
                ("Weekdays", $"cron({time} ? * MON-FRI *)"),
                ("Weekly", $"cron({time} ? * MON *)"),
                ("MonthEnd", $"cron({time} L * ? *)"),
                ("FirstWorkingDay", $"cron({time} 1W * ? *)"),
                ("Every5Minutes", "cron(0/5 * * * ? *)"),
                ("Every15Minutes", "cron(0/15 * * * ? *)"),
                ("Hourly", "cron(0 * * * ? *)"),
            ];
        }
    }

    private static string Text(ChangeEventArgs e) => (e.Value as string ?? "").Trim();

    private static string DayName(int day) => CultureInfo.CurrentUICulture.DateTimeFormat.DayNames[day - 1];

    private string? Inside(string opening) => Value.StartsWith(opening, StringComparison.Ordinal) && Value.EndsWith(')') ? Value[opening.Length..^1] : null;

    private Task SetAsync(CronParts parts) => ValueChanged.InvokeAsync(parts.ToString());

    private Task SetAsync(string value, string unit) => ValueChanged.InvokeAsync($"rate({value.Replace(" ", "", StringComparison.Ordinal)} {unit}{(value == "1" ? "" : "s")})");

    private Task ChooseAsync(string kind)
    {
        _left[Kind] = Value;
        return ValueChanged.InvokeAsync(_left[kind]);
    }

    // A browser leaves out seconds that are zero.
    private Task SetMomentAsync(string moment) => ValueChanged.InvokeAsync($"at({(moment.Length == 16 ? moment + ":00" : moment)})");
}
