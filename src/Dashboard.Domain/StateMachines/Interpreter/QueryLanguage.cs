using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter.MapRuns;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>What a query language makes of the fields of a state. Each state names its own, so a machine may mix them.</summary>
internal abstract class QueryLanguage
{
    private static readonly JsonPathLanguage _jsonPath = new();
    private static readonly JsonataLanguage _jsonata = new();

    public static QueryLanguage Of(Strand strand, State state) => state.QueryLanguage switch
    {
        "JSONPath" => _jsonPath,
        "JSONata" => _jsonata,
        _ => throw StatesError.Fault(strand.Visit!, $"The query language '{state.QueryLanguage}' is not known to this interpreter."),
    };

    public static JsonElement? Field(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The part of the raw input that the state looks at.</summary>
    public abstract JsonNode? Input(Strand strand, State state, JsonNode? raw);

    /// <summary>What a Task, Parallel or Pass works on.</summary>
    public abstract JsonNode? Arguments(Strand strand, State state, JsonNode? raw);

    /// <summary>Leaves a state that has a result: works out its output and its variables.</summary>
    public abstract Transition Complete(Strand strand, State state, JsonNode? raw, JsonNode? result);

    /// <summary>Leaves a state that has none (Choice, Wait, Succeed).</summary>
    /// <param name="data">What <see cref="Input"/> gave.</param>
    /// <param name="rule">The rule that a Choice follows; null for the state itself.</param>
    public abstract Transition Leave(Strand strand, State state, JsonNode? data, string? next, ChoiceRule? rule = null);

    /// <summary>Leaves a failed state by a catcher.</summary>
    public abstract Transition Catch(Strand strand, State state, Catcher catcher, JsonNode? raw, JsonObject error);

    /// <summary>The first rule of a Choice that fits, or null.</summary>
    public abstract ChoiceRule? Choose(Strand strand, State state, JsonNode? data);

    /// <summary>How long a Wait waits, in seconds.</summary>
    public abstract double Delay(Strand strand, State state, JsonNode? data);

    /// <summary>The Error or Cause of a Fail.</summary>
    public abstract string? Text(Strand strand, State state, string field, JsonNode? raw);

    /// <summary>TimeoutSeconds or HeartbeatSeconds of a Task.</summary>
    public abstract long? Seconds(Strand strand, State state, string field, JsonNode? data);

    /// <summary>The Credentials of a Task.</summary>
    public abstract JsonNode? Credentials(Strand strand, State state, JsonNode? data);

    /// <summary>What a Map runs over.</summary>
    public abstract JsonArray Items(Strand strand, State state, JsonNode? data);

    /// <summary>How many iterations of a Map may run at once; 0 for no limit.</summary>
    public abstract int MaxConcurrency(Strand strand, State state, JsonNode? data);

    /// <summary>What holds a distributed Map back, its tolerated failure among it.</summary>
    public abstract MapRunLimits Limits(Strand strand, State state, JsonNode? data, int maxConcurrency);

    /// <summary>A limit of an ItemBatcher; null where it has none.</summary>
    public abstract int? BatchLimit(Strand strand, JsonElement batcher, string field, JsonNode? data);

    /// <summary>What every batch of an ItemBatcher gets beside its items.</summary>
    public abstract JsonNode? BatchInput(Strand strand, JsonElement template, JsonNode? data);

    /// <summary>Sees that the tolerated failure of an inline Map is a number.</summary>
    public virtual void CheckTolerance(Strand strand, State state, JsonNode? data)
    {
    }

    /// <summary>The input of one iteration of a Map.</summary>
    public abstract JsonNode? ItemInput(Strand strand, State state, JsonNode? data, MapItem item);
}
