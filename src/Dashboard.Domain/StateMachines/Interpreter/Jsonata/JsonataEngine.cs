using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Dashboard.Domain.StateMachines.Interpreter.Intrinsics;
using Jint;

namespace Dashboard.Domain.StateMachines.Interpreter.Jsonata;

/// <summary>JSONata's reference implementation in a JavaScript engine of its own. For one thread at a time.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The engine holds no handle; disposing only empties its caches.")]
internal sealed class JsonataEngine
{
    // Time and memory are backstops: what AWS limits by itself, the depth, is in states.js.
    private const long MostBytes = 512L * 1024 * 1024;
    private const uint LongestArray = 10_000_000;
    private const int DeepestCalls = 200;
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _longestMatch = TimeSpan.FromSeconds(1);
    private static readonly Lazy<Prepared<Acornima.Ast.Script>[]> _scripts = new(() => [Script("jsonata-2.0.6.min.js"), Script("states.js")]);
    private readonly Engine _engine = new(options =>
    {
        options.TimeoutInterval(_longest);
        options.LimitMemory(MostBytes);
        options.LimitRecursion(DeepestCalls);
        options.RegexTimeoutInterval(_longestMatch);
        options.CatchClrExceptions(e => e is FormatException);
        options.Constraints.MaxArraySize = LongestArray;
    });

    public JsonataEngine()
    {
        _engine.SetValue("hostHash", (string text, string algorithm) => TextFunctions.Hash(text, algorithm) ?? throw new FormatException($"'{algorithm}' is not MD5, SHA-1, SHA-256, SHA-384 or SHA-512."));
        _engine.SetValue("hostRandom", (double seed) => new JavaRandom((long)Math.Truncate(seed)).NextDouble());
        _engine.SetValue("hostUuid", () => Guid.NewGuid().ToString());
        foreach (var script in _scripts.Value)
        {
            _engine.Execute(script);
        }
    }

    /// <summary>Adds an answer for one expression after the other, up to the first that has no value.</summary>
    public void Evaluate(JsonataQuestion question, List<JsonataAnswer> answers)
    {
        _engine.Invoke("begin", question.Now.ToUnixTimeMilliseconds(), question.States, question.Variables);
        foreach (var expression in question.Expressions)
        {
            answers.Add(Answer(_engine.Invoke("evaluate", expression).UnwrapIfPromise().ToString()));
            if (answers[^1].Problem is not null)
            {
                break;
            }
        }
    }

    /// <summary>Reads an expression without evaluating it.</summary>
    public JsonataReferences Analyze(string expression) =>
        JsonSerializer.Deserialize<JsonataReferences>(_engine.Invoke("analyze", expression).ToString(), JsonSerializerOptions.Web)!;

    private static JsonataAnswer Answer(string text)
    {
        try
        {
            return text[0] switch
            {
                'v' => new JsonataAnswer(Json.Parse(text[1..]), null),
                'u' => new JsonataAnswer(null, "returned nothing (undefined)."),
                'f' => new JsonataAnswer(null, "returned an unsupported result type."),
                _ => new JsonataAnswer(null, "threw an error during evaluation" + text[1..]),
            };
        }
        catch (JsonException e)
        {
            return new JsonataAnswer(null, $"returned an unsupported result: {e.Message}");
        }
    }

    private static Prepared<Acornima.Ast.Script> Script(string file)
    {
        using var stream = typeof(JsonataEngine).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        return Engine.PrepareScript(reader.ReadToEnd(), file);
    }
}
