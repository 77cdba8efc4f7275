using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace Dashboard.Hosting;

/// <summary>One log event as text that nobody can forge with a name: what is not printable is written as its number, what belongs to an error is indented, and keys to the house are left out.</summary>
internal sealed partial class PlainLog(IEnumerable<string?> secrets) : ITextFormatter
{
    private static readonly MessageTemplateTextFormatter Message = new("{Message:lj}", CultureInfo.InvariantCulture);
    private readonly string[] _secrets = [.. secrets.OfType<string>().Where(s => s.Length > 0)];

    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var message = new StringWriter(CultureInfo.InvariantCulture);
        Message.Format(logEvent, message);
        output.Write(string.Create(CultureInfo.InvariantCulture, $"[{logEvent.Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} {Level(logEvent.Level)}] "));
        output.WriteLine(Printable(WithoutSecrets(message.ToString())));
        foreach (var line in logEvent.Exception?.ToString().Split('\n') ?? [])
        {
            output.WriteLine("  | " + Printable(WithoutSecrets(line.TrimEnd('\r'))));
        }
    }

    private string WithoutSecrets(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, "•••", StringComparison.Ordinal);
        }

        return KeyInAddressRegex().Replace(text, "$1•••");
    }

    private static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format)
            {
                printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
            else
            {
                printable.Append(c);
            }
        }

        return printable.ToString();
    }

    private static string Level(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "VRB",
        LogEventLevel.Debug => "DBG",
        LogEventLevel.Information => "INF",
        LogEventLevel.Warning => "WRN",
        LogEventLevel.Error => "ERR",
        _ => "FTL",
    };

    // The sign-in link's token and the provider's answers: they come by where somebody turns on the log of requests.
    [GeneratedRegex("""((?:[?&]|%3F|%26)(?:t|code|state|id_token|id_token_hint|client_secret|code_verifier)(?:=|%3D))[^&\s"']+""", RegexOptions.IgnoreCase)]
    private static partial Regex KeyInAddressRegex();
}
