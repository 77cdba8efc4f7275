namespace Dashboard.Sandbox;

/// <summary>Makes the random parts of names and ARNs. Nobody must be kept from guessing them, so they cost no call of the system.</summary>
internal static class Ids
{
    public static string Uuid() => Guid().ToString();

    public static Guid Guid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.Shared.NextBytes(bytes);
        // Version 4, variant 1.
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <param name="length">Hexadecimal digits.</param>
    public static string Hex(int length) => Random.Shared.GetHexString(length, lowercase: true);
}
