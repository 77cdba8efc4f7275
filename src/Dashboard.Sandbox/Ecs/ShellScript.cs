using System.Globalization;
using System.Text;

namespace Dashboard.Sandbox.Ecs;

/// <summary>Follows a small part of the shell: echo, sleep, exit, true, false, assignments, variables, quotes, <c>;</c> <c>&amp;&amp;</c> <c>||</c>. It runs nothing: it says what the container would write and when it would end.</summary>
internal sealed class ShellScript
{
    private readonly Dictionary<string, string> _variables;
    private readonly List<ScriptLine> _lines = [];
    private TimeSpan _elapsed;
    private int _status;
    private bool _ended;

    private ShellScript(IReadOnlyDictionary<string, string> environment) => _variables = new(environment, StringComparer.Ordinal);

    /// <param name="command">Entry point and command as ECS gets them, such as <c>sh -c "echo a; exit 9"</c>.</param>
    public static ScriptRun Run(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment)
    {
        var script = new ShellScript(environment);
        if (command is [var shell, "-c", var text, ..] && shell[(shell.LastIndexOf('/') + 1)..] is "sh" or "bash" or "ash")
        {
            script.Follow(text);
        }
        else if (command.Count > 0)
        {
            script.Do(command);
        }

        return new ScriptRun(script._lines, script._elapsed, script._status);
    }

    private void Follow(string text)
    {
        var skip = false;
        foreach (var (words, next) in Commands(text))
        {
            if (!skip && words.Count > 0)
            {
                Do([.. words.Select(Expand)]);
                if (_ended)
                {
                    return;
                }
            }

            // A skipped command passes the status on, so `false && a || b` comes to b.
            skip = next switch { "&&" => _status != 0, "||" => _status == 0, _ => false };
        }
    }

    private void Do(IReadOnlyList<string> words)
    {
        var (name, rest) = (words[0], words.Skip(1).ToList());
        var seconds = 0.0;
        switch (name[(name.LastIndexOf('/') + 1)..])
        {
            case "echo":
                _lines.AddRange(string.Join(' ', rest).Split('\n').Select(l => new ScriptLine(_elapsed, l)));
                _status = 0;
                break;
            case "sleep" when rest is [var text] && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out seconds) && seconds is >= 0 and < 31_622_400:
                _elapsed += TimeSpan.FromSeconds(seconds);
                _status = 0;
                break;
            case "exit":
                _status = rest is [var code, ..] && int.TryParse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number & 0xFF : _status;
                _ended = true;
                break;
            case "true" or ":":
                _status = 0;
                break;
            case "false":
                _status = 1;
                break;
            case var other when rest.Count == 0 && other.IndexOf('=') is > 0 and var at && other[..at].All(c => char.IsAsciiLetterOrDigit(c) || c == '_'):
                _variables[other[..at]] = other[(at + 1)..];
                _status = 0;
                break;
            default:
                _lines.Add(new ScriptLine(_elapsed, $"(sandbox: '{name}' is not run here and counts as exit code 0)"));
                _status = 0;
                break;
        }
    }

    /// <summary>Splits into commands with the operator behind each. Words keep their quotes until <see cref="Expand"/>.</summary>
    private static IEnumerable<(List<string> Words, string Operator)> Commands(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0' || c is '\'' or '"')
            {
                quote = quote == '\0' ? c : c == quote ? '\0' : quote;
                word.Append(c);
                if (c == '\\' && quote == '"' && i + 1 < text.Length)
                {
                    word.Append(text[++i]);
                }

                continue;
            }

            if (c == '\\' && i + 1 < text.Length)
            {
                word.Append(c).Append(text[++i]);
                continue;
            }

            var doubled = c is '&' or '|' && i + 1 < text.Length && text[i + 1] == c;
            if (char.IsWhiteSpace(c) || c == ';' || doubled)
            {
                if (word.Length > 0)
                {
                    words.Add(word.ToString());
                    word.Clear();
                }

                if (c is ';' or '\n' || doubled)
                {
                    yield return (words, doubled ? $"{c}{c}" : ";");
                    words = [];
                    i += doubled ? 1 : 0;
                }

                continue;
            }

            word.Append(c);
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        yield return (words, ";");
    }

    private string Expand(string word)
    {
        var result = new StringBuilder();
        var quote = '\0';
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            if (c is '\'' or '"' && (quote == '\0' || quote == c))
            {
                quote = quote == '\0' ? c : '\0';
            }
            else if (c == '\\' && quote != '\'' && i + 1 < word.Length)
            {
                result.Append(word[++i]);
            }
            else if (c == '$' && quote != '\'' && i + 1 < word.Length)
            {
                i = Substitute(word, i + 1, result);
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    /// <summary>Writes the variable that begins at <paramref name="at"/> and gives back the position of its last character.</summary>
    private int Substitute(string word, int at, StringBuilder result)
    {
        if (word[at] == '?')
        {
            result.Append(_status);
            return at;
        }

        var braces = word[at] == '{';
        var start = braces ? at + 1 : at;
        var end = start;
        while (end < word.Length && (char.IsAsciiLetterOrDigit(word[end]) || word[end] == '_'))
        {
            end++;
        }

        if (end == start)
        {
            result.Append('$');
            return at - 1;
        }

        result.Append(_variables.GetValueOrDefault(word[start..end], ""));
        return braces && end < word.Length && word[end] == '}' ? end : end - 1;
    }
}
