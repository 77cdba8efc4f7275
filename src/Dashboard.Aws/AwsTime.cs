namespace Dashboard.Aws;

/// <summary>The SDK's times in ours: it gives UTC, at times without saying so.</summary>
internal static class AwsTime
{
    public static DateTimeOffset? Read(DateTime? time) =>
        time is { } t ? new DateTimeOffset(t.Kind == DateTimeKind.Local ? t.ToUniversalTime() : DateTime.SpecifyKind(t, DateTimeKind.Utc)) : null;
}
