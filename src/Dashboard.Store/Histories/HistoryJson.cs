using System.Text.Json.Serialization;
using Dashboard.Domain.Executions;

namespace Dashboard.Store.Histories;

/// <summary>How events are written: only what they have.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(IReadOnlyList<HistoryEvent>))]
internal sealed partial class HistoryJson : JsonSerializerContext;
