using System.Security.Cryptography;

namespace Dashboard.Sandbox;

/// <summary>Makes the random parts of names and ARNs.</summary>
internal static class Ids
{
    public static string Uuid() => Guid.NewGuid().ToString();

    /// <param name="length">Hexadecimal digits.</param>
    public static string Hex(int length) => RandomNumberGenerator.GetHexString(length, lowercase: true);
}
