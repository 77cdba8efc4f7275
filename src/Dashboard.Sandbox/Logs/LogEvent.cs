using System.Text;

namespace Dashboard.Sandbox.Logs;

/// <param name="Number">Rises with every line of the account.</param>
internal sealed record LogEvent(DateTimeOffset Timestamp, string Message, DateTimeOffset IngestedAt, long Number)
{
    private const int Overhead = 26;

    /// <summary>Where the line stands among all: by time, then by arrival. Written with 56 digits it is AWS's event id.</summary>
    public UInt128 Key => ((UInt128)Timestamp.ToUnixTimeMilliseconds() * 1_000_000_000_000_000_000) + (UInt128)Number;

    /// <summary>Bytes, as CloudWatch Logs counts them.</summary>
    public int Size => Encoding.UTF8.GetByteCount(Message) + Overhead;
}
